"use client";

import { type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "../ui/icon";
import { useServerText } from "../ui/use-server-text";
import type { ConnectionDraft, DraftField } from "./connection-draft";
import type { DraftProblem } from "./validate-connection";

export interface DraftProps {
  draft: ConnectionDraft;
  change: (what: Partial<ConnectionDraft>) => void;
  problems: readonly DraftProblem[];
}

type TextName = Exclude<DraftField, "kind" | "purpose" | "signature" | "signIn" | "readOnly">;

interface TextFieldProps extends DraftProps {
  name: TextName;
  hint?: ReactNode;
  optional?: boolean;
  mono?: boolean;
  numeric?: boolean;
  example?: string;
}

/** Where the summary of errors leads. */
export const fieldId = (field: DraftField): string => `connection-${field}`;

/** Ids of what is said about a field, for `aria-describedby`. */
function saidAbout({ name, hint, problems }: Pick<TextFieldProps, "name" | "hint" | "problems">) {
  const isWrong = problems.some(({ field }) => field === name);
  const ids = [isWrong ? `${fieldId(name)}-error` : null, hint ? `${fieldId(name)}-hint` : null];
  return { isWrong, describedBy: ids.filter(Boolean).join(" ") || undefined };
}

function FieldFrame({ name, hint, optional, problems, children }: TextFieldProps & { children: ReactNode }) {
  const t = useTranslations("settings");
  const say = useProblemText();
  const found = problems.find(({ field }) => field === name);
  return (
    <div className="field">
      <label htmlFor={fieldId(name)}>
        {t(`field.${name}`)} {optional && <span className="mute">{t("optional")}</span>}
      </label>
      {children}
      {hint && (
        <span className="hint" id={`${fieldId(name)}-hint`}>
          {hint}
        </span>
      )}
      {found && (
        <span className="hint err" id={`${fieldId(name)}-error`}>
          {say(found)}
        </span>
      )}
    </div>
  );
}

/** A field of one line. */
export function TextField(props: TextFieldProps) {
  const { draft, change, name, mono, numeric, example } = props;
  const { isWrong, describedBy } = saidAbout(props);
  return (
    <FieldFrame {...props}>
      <span className="input">
        <input
          id={fieldId(name)}
          className={mono ? "mono" : undefined}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          inputMode={numeric ? "decimal" : undefined}
          placeholder={example}
          value={draft[name]}
          aria-invalid={isWrong}
          aria-describedby={describedBy}
          onChange={(event) => change({ [name]: event.target.value })}
        />
      </span>
    </FieldFrame>
  );
}

/** A secret: hidden unless one asks, and never offered to the browser's own store of passwords. */
export function SecretField(props: TextFieldProps) {
  const { draft, change, name } = props;
  const t = useTranslations("settings");
  const [shown, show] = useState(false);
  const { isWrong, describedBy } = saidAbout(props);
  return (
    <FieldFrame {...props}>
      <span className="input">
        <input
          id={fieldId(name)}
          className="mono"
          type={shown ? "text" : "password"}
          autoComplete="new-password"
          autoCapitalize="none"
          spellCheck={false}
          data-1p-ignore=""
          value={draft[name]}
          aria-invalid={isWrong}
          aria-describedby={describedBy}
          onChange={(event) => change({ [name]: event.target.value })}
        />
        <button
          type="button"
          className="iconbtn"
          aria-label={t(shown ? "hide" : "show", { field: t(`field.${name}`) })}
          aria-pressed={shown}
          onClick={() => show(!shown)}
        >
          <Icon name="eye" />
        </button>
      </span>
    </FieldFrame>
  );
}

const longestFile = 100_000;

/** A text in PEM form, pasted or read from a file; the file itself goes nowhere. */
export function PemField(props: TextFieldProps) {
  const { draft, change, name } = props;
  const t = useTranslations("settings");
  const file = useId();
  const { isWrong, describedBy } = saidAbout(props);
  const read = async (picked: File | undefined) => {
    if (picked) change({ [name]: await picked.slice(0, longestFile).text() });
  };
  return (
    <FieldFrame {...props}>
      <textarea
        id={fieldId(name)}
        className="input mono"
        rows={3}
        autoComplete="off"
        spellCheck={false}
        maxLength={longestFile}
        value={draft[name]}
        aria-invalid={isWrong}
        aria-describedby={describedBy}
        onChange={(event) => change({ [name]: event.target.value })}
      />
      <span className="row">
        <label className="btn sm filepick" htmlFor={file}>
          {t("pickFile")}
          <span className="sr"> {t(`field.${name}`)}</span>
          <input
            id={file}
            type="file"
            className="sr"
            accept=".pem,.crt,.cer,.key,text/plain"
            onChange={(event) => {
              void read(event.target.files?.[0]);
              event.target.value = "";
            }}
          />
        </label>
      </span>
    </FieldFrame>
  );
}

/** What is wrong at a field, in the reader's language. */
export function useProblemText(): (problem: DraftProblem) => string {
  const t = useTranslations("settings");
  const inWords = useServerText();
  return ({ field, key, values }) => {
    const refusal = values?.message;
    const message = refusal === undefined ? "" : inWords(String(refusal));
    return t(`error.${key}`, { field: t(`field.${field}`), ...values, message });
  };
}
