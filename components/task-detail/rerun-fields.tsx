"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { namePattern } from "@/lib/contracts/create-task";
import type { Task } from "@/lib/contracts/tasks";
import { findTaskType } from "@/lib/domain/task-types";
import { ReasonInput } from "../ui/reason-input";
import { nameLimit, rerunNameOptions } from "./rerun-name";

/** The name and the reason of a re-run; a name nobody touched is left to the server, which knows all that are taken. */
export function useRerunFields(task: Task, strict: boolean) {
  const t = useTranslations("acts");
  const offered = useQuery(rerunNameOptions(task)).data;
  const [typed, setName] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const plain = findTaskType(task.type)?.platform !== "na";
  const given = typed?.trim() ?? "";
  const wrong = typed !== null && (given === "" || (plain && !namePattern.test(given)));
  return {
    name: typed ?? offered ?? "",
    setName,
    reason,
    setReason,
    limit: nameLimit(task),
    wrongName: wrong ? t(plain ? "rerun.namePlain" : "rerun.nameEmpty") : null,
    hindrance: wrong
      ? t(plain ? "rerun.namePlain" : "rerun.nameEmpty")
      : strict && reason.trim() === ""
        ? t("reason.needed")
        : null,
    written: {
      ...(typed === null || given === offered ? {} : { name: given }),
      ...(reason.trim() ? { reason: reason.trim() } : {}),
    },
  };
}

interface RerunFieldsProps {
  fields: ReturnType<typeof useRerunFields>;
  strict: boolean;
  busy: boolean;
}

export function RerunFields({ fields, strict, busy }: RerunFieldsProps) {
  const t = useTranslations("acts");
  return (
    <>
      <div className="field">
        <label htmlFor="rerun-name">{t("rerun.name")}</label>
        <span className="input">
          <input
            id="rerun-name"
            value={fields.name}
            maxLength={fields.limit}
            autoComplete="off"
            spellCheck={false}
            readOnly={busy}
            aria-invalid={fields.wrongName !== null}
            aria-describedby="rerun-name-hint"
            onChange={(event) => fields.setName(event.target.value)}
          />
        </span>
        <span className={fields.wrongName ? "hint err" : "hint"} id="rerun-name-hint">
          {fields.wrongName ?? t("rerun.nameHint")}
        </span>
      </div>
      <ReasonInput
        id="rerun-reason"
        reason={fields.reason}
        onReason={fields.setReason}
        label={t(strict ? "reason.label" : "reason.optional")}
        hint={t("rerun.reasonHint")}
        required={strict}
        busy={busy}
      />
    </>
  );
}
