"use client";

import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { createLimits } from "@/lib/contracts/create-task";
import { leaveOut } from "@/lib/domain/target-edits";
import type { TargetList, TargetPiece } from "@/lib/domain/target-list";
import { announce } from "../ui/announcer";
import { Icon } from "../ui/icon";
import { FieldError } from "./error-summary";
import { StepFoot } from "./step-card";
import type { StepProps } from "./step-props";
import { TargetCounter } from "./target-counter";
import { TargetEditor } from "./target-editor";
import { TargetIssues } from "./target-issues";
import { useTargetParser } from "./use-target-parser";

/** Which devices: a pasted list of IDs, checked while it is written. */
export function TargetsStep({ controls, errors, onBack, onContinue }: StepProps) {
  const t = useTranslations("wizard");
  const { draft, change } = controls;
  const parse = useTargetParser();
  const editor = useRef<HTMLTextAreaElement>(null);
  const [version, setVersion] = useState(0);
  const latest = useRef(draft.targetsText);
  const targets = draft.targets;

  const read = async (text: string): Promise<TargetList> => {
    latest.current = text;
    const list = await parse(text);
    // A newer text may have come while this one was read.
    if (latest.current === text) change({ targetsText: text, targets: list });
    return list;
  };
  const rewrite = async (text: string): Promise<TargetList> => {
    change({ targetsText: text, targets: null });
    setVersion((before) => before + 1);
    return read(text);
  };
  const without = (pieces: readonly TargetPiece[]) => rewrite(leaveOut(latest.current, pieces));
  const proceed = async () => {
    const text = editor.current?.value ?? latest.current;
    if (text === draft.targetsText && targets) onContinue();
    else onContinue({ targetsText: text, targets: await read(text) });
  };
  const goTo = (piece: TargetPiece) => {
    const area = editor.current;
    if (!area) return;
    area.focus();
    area.setSelectionRange(piece.start, piece.end);
    area.scrollTop = Math.max(0, (piece.line - 6) * 22);
  };
  const problems = targets?.problems ?? [];
  const over = (targets?.ids.length ?? 0) - createLimits.targets;
  return (
    <section className="card" aria-labelledby="targets-title">
      <header>
        <h2 id="targets-title">{t("targetsTitle")}</h2>
      </header>
      <div className="pad stack">
        <div className="field">
          <div className="row wrap">
            <label className="med" htmlFor="w-targets">
              {t("deviceIds")}
            </label>
            <span className="mute small" id="w-targets-hint">
              {t("deviceIdsHint")}
            </span>
            <span className="grow" />
            {draft.targetsText !== "" && (
              <button
                type="button"
                className="btn sm ghost"
                onClick={() => {
                  void rewrite("");
                  editor.current?.focus();
                }}
              >
                <Icon name="x" size="s" />
                {t("clear")}
              </button>
            )}
          </div>
          <TargetEditor
            key={version}
            ref={editor}
            text={draft.targetsText}
            targets={targets}
            invalid={problems.length > 0 || over > 0}
            onText={(text) => void read(text)}
          />
          <FieldError errors={errors} field="w-targets" />
        </div>
        <TargetCounter targets={targets} />
        {over > 0 && (
          <div className="note s-fail">
            <Icon name="fail" />
            <div>
              <b>{t("overLimit", { count: targets?.ids.length ?? 0, over })}</b>
              <p>{t("overLimitText")}</p>
            </div>
            <div className="acts">
              <button
                type="button"
                className="btn sm"
                onClick={() => void rewrite((targets?.ids ?? []).slice(0, createLimits.targets).join("\n"))}
              >
                {t("keepFirst", { count: createLimits.targets })}
              </button>
            </div>
          </div>
        )}
      </div>
      {targets && problems.length > 0 && (
        <TargetIssues
          targets={targets}
          onFix={goTo}
          onLeaveOut={(piece) => {
            void without([piece]);
            announce(t("leftOut", { count: 1 }));
          }}
        />
      )}
      <StepFoot onBack={onBack} onContinue={() => void proceed()}>
        {problems.length > 0 && (
          <button
            type="button"
            className="btn"
            onClick={async () => {
              const list = await without(problems);
              if (list.ids.length > 0 && list.ids.length <= createLimits.targets)
                onContinue({ targets: list });
            }}
          >
            {t("leaveOutAll", { count: problems.length })}
          </button>
        )}
      </StepFoot>
    </section>
  );
}
