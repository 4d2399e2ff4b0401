"use client";

import { type DragEvent, type ReactNode, type Ref, useImperativeHandle, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { createLimits } from "@/lib/contracts/create-task";
import { longestTargetsText } from "@/lib/contracts/drafts";
import type { TargetSummary } from "@/lib/domain/target-list";
import { announce } from "../../ui/announcer";
import { Banner } from "../../ui/banner";
import { FieldError } from "../error-summary";
import type { DraftError } from "../validate-draft";
import { AddDialog } from "./add-dialog";
import { isLarge } from "./editor-size";
import { FileDialog } from "./file/file-dialog";
import { type TakenFile, useReadFile } from "./file/use-read-file";
import { IdsHead } from "./ids-head";
import { LinesView } from "./lines-view";
import { OverLimit } from "./over-limit";
import { PlainEditor } from "./plain-editor";
import { TargetCounter } from "./target-counter";
import type { DeskEdit } from "./target-desk";
import { TargetIssues } from "./target-issues";
import { type TargetsPart, useDeviceIds } from "./use-device-ids";
import { useEditors } from "./use-editors";
import { useIssueFile } from "./use-issue-file";
import { useLater } from "./use-later";

export interface DeviceIdHandle {
  /** The newest text, also what was typed a moment ago, and what was read from it. */
  flush: () => Promise<TargetsPart>;
  /** Adds IDs at the end, as from a picker. */
  append: (ids: readonly string[]) => Promise<TargetsPart>;
  /** Takes out everything that cannot be sent. */
  leaveOutProblems: () => Promise<TargetsPart>;
}

export interface DeviceIdSourceProps {
  text: string;
  summary: TargetSummary | null;
  onChange: (part: TargetsPart) => void;
  errors: readonly DraftError[];
  /** The list was cut to what one task takes; these are the texts of the further ones. */
  onSplit: (parts: string[]) => void;
  /** More ways to add IDs, beside "Read a file". */
  actions?: ReactNode;
  ref?: Ref<DeviceIdHandle>;
}

/**
 * Device IDs as a list: pasted, typed, dropped or read from a file, checked while they are written, however many. The
 * list is kept and read in a worker; here are only counts and the lines in sight.
 */
export function DeviceIdSource({
  text,
  summary,
  onChange,
  errors,
  onSplit,
  actions,
  ref,
}: DeviceIdSourceProps) {
  const t = useTranslations("wizard");
  const ids = useDeviceIds({ text, summary, onChange });
  const { list } = ids;
  const finder = useRef<HTMLInputElement>(null);
  const [adding, setAdding] = useState(false);
  const [notice, setNotice] = useState<{ tone: "fail" | "waiting"; text: string } | null>(null);
  const download = useIssueFile(ids.desk);
  const shownText = list?.text ?? text;
  const targets = list?.summary ?? summary;
  // Drawn after the list itself, each in a turn of its own.
  const told = useLater(targets, 1);
  const listed = useLater(targets, 3);
  const { plain, view, large, filter, goTo, fix, show } = useEditors(list, shownText);
  const headLarge = useLater(large, 2);
  const canUndo = useLater(list?.canUndo ?? false, 2);

  /** Everything typed is on the desk before anything is done to it. */
  const caughtUp = (): Promise<TargetsPart> => {
    const typed = plain.current?.value();
    return typed !== undefined && typed !== shownText ? ids.type(typed) : ids.settled();
  };
  const edit = (change: DeskEdit): Promise<TargetsPart> => {
    void caughtUp();
    setNotice(null);
    return ids.edit(change);
  };
  const refuse = (length: number): boolean => {
    const over = length > longestTargetsText;
    if (over) setNotice({ tone: "fail", text: t("ids.tooMuch", { limit: longestTargetsText }) });
    return over;
  };
  const append = (more: string) => {
    if (!refuse(shownText.length + more.length)) void edit({ kind: "append", text: more });
  };
  const takeFile = ({ name, text: read, mode, rows, heading }: TakenFile) => {
    if (refuse(read.length + (mode === "append" ? shownText.length : 0))) return;
    void edit({ kind: mode, text: read });
    const said = t("ids.fileRead", { name: name.slice(0, 80), rows, heading: String(heading) });
    setNotice({ tone: "waiting", text: said });
    announce(said);
  };
  const hasText = shownText.trim() !== "";
  const file = useReadFile({ hasText, onTaken: takeFile });
  useImperativeHandle(ref, () => ({
    flush: caughtUp,
    append: (more) => edit({ kind: "append", text: more.join("\n") }),
    leaveOutProblems: () => edit({ kind: "leaveOutProblems" }),
  }));

  const drop = (event: DragEvent) => {
    const [dropped] = event.dataTransfer.files;
    const words = event.dataTransfer.getData("text/plain");
    if (!dropped && (words === "" || (!large && !isLarge(shownText + words)))) return;
    event.preventDefault();
    if (dropped) file.start(dropped);
    else append(words);
  };
  const split = async () => {
    await caughtUp();
    const parts = await ids.desk().ask({ kind: "parts", count: createLimits.targets });
    await edit({ kind: "keepFirst", count: createLimits.targets });
    onSplit(parts);
  };
  const { count = 0, problemCount = 0 } = targets ?? {};
  const invalid = problemCount > 0 || count > createLimits.targets;
  const describedBy = "w-targets-hint w-targets-tally";
  return (
    <section
      className="stack idsource"
      aria-label={t("ids.region")}
      onDragOver={(event) => event.preventDefault()}
      onDrop={drop}
    >
      <div className="field">
        <IdsHead
          large={headLarge}
          canUndo={canUndo}
          hasText={hasText}
          actions={actions}
          finder={finder}
          find={(words, after) => ids.desk().ask({ kind: "find", words, after })}
          onFound={(line) => goTo(line, undefined, false)}
          onFile={file.start}
          onAdd={() => setAdding(true)}
          onUndo={() => void edit({ kind: "undo" })}
          onClear={() => {
            announce(t("ids.cleared", { count: targets?.read ?? 0 }));
            void edit({ kind: "replace", text: "" });
          }}
        />
        {large ? (
          <LinesView
            ref={view}
            list={list}
            filter={filter}
            invalid={invalid}
            describedBy={describedBy}
            onEdit={(change) => void edit(change)}
            onPaste={append}
            onFind={() => finder.current?.focus()}
          />
        ) : (
          <PlainEditor
            key={list?.version ?? 0}
            ref={plain}
            text={shownText}
            list={list}
            invalid={invalid}
            describedBy={describedBy}
            onText={(typed) => {
              setNotice(null);
              if (!refuse(typed.length)) void ids.type(typed);
            }}
            onFile={file.start}
          />
        )}
        <FieldError errors={errors} field="w-targets" />
      </div>
      {notice && (
        <p
          className={notice.tone === "fail" ? "hint err" : "hint"}
          role={notice.tone === "fail" ? "alert" : undefined}
        >
          {notice.text}
        </p>
      )}
      {file.state.kind === "refused" && (
        <Banner
          tone="fail"
          icon="fail"
          role="alert"
          title={t("ids.notRead", { name: file.state.name.slice(0, 80) })}
          actions={
            <button type="button" className="btn sm" onClick={file.cancel}>
              {t("ids.dismiss")}
            </button>
          }
        >
          <p>{t(`ids.refusal.${file.state.refusal}`, file.state.values)}</p>
        </Banner>
      )}
      <TargetCounter targets={told} filter={filter} onShow={show} />
      {count > createLimits.targets && listed && listed.count > createLimits.targets && (
        <OverLimit
          count={count}
          onSplit={() => void split()}
          onKeepFirst={() => void edit({ kind: "keepFirst", count: createLimits.targets })}
        />
      )}
      {listed && listed.problemCount + listed.repeatCount > 0 && (
        <TargetIssues
          targets={listed}
          onFix={fix}
          onLeaveOut={(problem) => {
            void edit({ kind: "leaveOut", pieces: [{ line: problem.line, start: problem.start }] });
            announce(t("leftOut", { count: 1 }));
          }}
          onDownload={() => void download()}
        />
      )}
      {adding && <AddDialog onAdd={append} onClose={() => setAdding(false)} />}
      {(file.state.kind === "reading" || file.state.kind === "choosing") && (
        <FileDialog state={file.state} hasText={hasText} onTake={file.take} onCancel={file.cancel} />
      )}
    </section>
  );
}
