"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { makeFreeze } from "@/lib/client/frozen-queries";
import { faultOf } from "@/lib/client/step-up";
import type { Task } from "@/lib/contracts/tasks";
import { useCopy } from "../ui/copy-button";
import { Icon } from "../ui/icon";
import { useProblemSentence } from "../ui/problem-details";
import { frozenAddress } from "./task-address";

/** Makes a frozen view of the task and copies its address, which stays here to be opened. */
export function FrozenLink(place: Pick<Task, "connection" | "taskId">) {
  const t = useTranslations("frozen");
  const copy = useCopy();
  const sentence = useProblemSentence();
  const making = useMutation({
    mutationFn: () => makeFreeze(place),
    onSuccess: ({ key }) => copy(frozenAddress(place, key), t("copied")),
  });
  const fault = faultOf(making.error);
  return (
    <>
      <li>
        <Icon name="snow" size="s" />
        <button
          type="button"
          className="linkbtn"
          aria-busy={making.isPending}
          aria-disabled={making.isPending}
          onClick={() => {
            if (!making.isPending) making.mutate();
          }}
        >
          {making.isPending ? t("making") : t("copy")}
        </button>
        {making.data && <a href={`?asof=${making.data.key}`}>{t("open")}</a>}
      </li>
      {fault && (
        <li role="status" className="s-fail">
          {t("failed")} {sentence(fault)}
        </li>
      )}
    </>
  );
}
