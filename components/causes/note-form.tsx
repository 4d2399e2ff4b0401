"use client";

import { type FormEvent, useEffect, useId, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { ApiError } from "@/lib/client/api-error";
import { asApiError } from "@/lib/client/api-error";
import { deleteCauseNote, saveCauseNote } from "@/lib/client/cause-queries";
import type { Advice, CauseNote, Verdict } from "@/lib/contracts/advice";
import { ActionButton } from "../ui/action-button";
import { ProblemCard } from "../ui/problem-details";
import { Segmented } from "../ui/segmented";
import { NewerNote } from "./newer-note";

/** Characters, as the contract has it. */
const longest = 2_000;
const verdicts = ["retry_helps", "check_first", "fix_first"] as const;

export interface NotedCause {
  cause: string;
  advice: Advice | null;
  /** As it is now: it changes below an open form when somebody else saves. */
  note: CauseNote | null;
}

interface NoteFormProps {
  connection: string;
  known: NotedCause;
  /** Reads anew what `known` is part of. */
  onChanged: () => Promise<unknown>;
  onClose: () => void;
}

/** The team's note about a cause, written in place; what somebody else saved meanwhile is shown, never overwritten. */
export function NoteForm({ connection, known, onChanged, onClose }: NoteFormProps) {
  const t = useTranslations("causes");
  const { note } = known;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const [base, setBase] = useState(note);
  const [text, setText] = useState(note?.text ?? "");
  const [verdict, setVerdict] = useState<Verdict | "">(note?.verdict ?? "");
  const { busy, fault, act } = useAct(onChanged, onClose);
  const key = base?.cause ?? note?.cause ?? known.cause;
  const overtaken = (note?.version ?? 0) !== (base?.version ?? 0);
  useEffect(() => field.current?.focus(), []);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const body = { version: base?.version ?? 0, verdict: verdict || null, text: text.trim() };
    if (body.text !== "" && !overtaken) void act(() => saveCauseNote(connection, key, body));
  };
  const take = (theirs: CauseNote | null) => {
    setBase(theirs);
    setText(theirs?.text ?? "");
    setVerdict(theirs?.verdict ?? "");
  };
  return (
    <form className="noteform" onSubmit={submit}>
      {overtaken && <NewerNote note={note} onTake={() => take(note)} onKeep={() => setBase(note)} />}
      {fault && fault.problem?.hint !== "note_changed" && <ProblemCard title={t("notSaved")} error={fault} />}
      <div className="field">
        <label htmlFor={id}>{t("noteText")}</label>
        <textarea
          id={id}
          ref={field}
          className="input"
          rows={3}
          maxLength={longest}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Escape") return;
            event.stopPropagation();
            onClose();
          }}
        />
      </div>
      <Segmented
        legend={t("verdict")}
        options={[
          { value: "", text: t(known.advice ? "asBuiltIn" : "noVerdict") },
          ...verdicts.map((value) => ({ value, text: t(`verdicts.${value}`) })),
        ]}
        chosen={verdict}
        onChoose={setVerdict}
      />
      <span className="row">
        <button
          type="submit"
          className="btn sm primary"
          aria-disabled={busy || overtaken || text.trim() === ""}
        >
          {t(busy ? "saving" : "save")}
        </button>
        <ActionButton className="sm" onPress={onClose}>
          {t("cancel")}
        </ActionButton>
        {base && (
          <ActionButton
            className="sm ghost"
            icon="trash"
            busy={busy || overtaken}
            onPress={() => void act(() => deleteCauseNote(connection, key, base.version))}
          >
            {t("deleteNote")}
          </ActionButton>
        )}
      </span>
    </form>
  );
}

/** One write at a time. Refused for a newer version, the form stays open beside what is there now. */
function useAct(onChanged: () => Promise<unknown>, onClose: () => void) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<ApiError | null>(null);
  const act = async (write: () => Promise<unknown>) => {
    if (busy) return;
    setBusy(true);
    setFault(null);
    try {
      await write();
      await onChanged();
      onClose();
    } catch (error) {
      const refused = asApiError(error);
      setFault(refused);
      if (refused?.code === "conflict" || refused?.code === "not_found") await onChanged();
      setBusy(false);
    }
  };
  return { busy, fault, act };
}
