"use client";

import { useTranslations } from "use-intl";
import { Icon } from "../../ui/icon";
import { FieldError, isAbout } from "../error-summary";
import type { DraftError } from "../validate-draft";
import { fieldId } from "./field-id";
import { asKind, type KeyRow, type RowFault, type RowKind, rowKinds } from "./key-rows";

/** What is said of a value: that something is wrong with it, or what it does. */
export interface RowNote {
  text: string;
  wrong: boolean;
}

interface KeyValueRowProps {
  /** Of the key's control; those of the rest begin with it. */
  id: string;
  path: string;
  row: KeyRow;
  errors: readonly DraftError[];
  fault: RowFault | null;
  note: RowNote | null;
  onChange: (row: KeyRow) => void;
  onRemove: () => void;
}

export function KeyValueRow({ id, path, row, errors, fault, note, onChange, onRemove }: KeyValueRowProps) {
  const t = useTranslations("parameters");
  const field = fieldId(`${path}.${row.key}`);
  const aboutKey = fault === "repeated" || fault === "noKey";
  const wrong = errors.some((each) => isAbout(each, field, true));
  const said = [
    fault === null ? null : `${id}-fault`,
    wrong ? `${field}-error` : null,
    note ? `${id}-note` : null,
  ];
  const name = row.key === "" ? t("newKey") : row.key;
  return (
    <div className="kvrow">
      <input
        id={id}
        className="input mono"
        aria-label={t("key")}
        placeholder={t("key")}
        autoComplete="off"
        spellCheck={false}
        value={row.key}
        aria-invalid={aboutKey}
        aria-describedby={fault === null ? undefined : `${id}-fault`}
        onChange={(event) => onChange({ ...row, key: event.target.value })}
      />
      <select
        className="input"
        aria-label={t("kindOf", { name })}
        value={row.kind}
        onChange={(event) => onChange(asKind(row, event.target.value as RowKind))}
      >
        {rowKinds.map((kind) => (
          <option key={kind} value={kind}>
            {t(`kind.${kind}`)}
          </option>
        ))}
      </select>
      <RowValue
        id={field}
        label={t("valueOf", { name })}
        row={row}
        invalid={wrong || (fault !== null && !aboutKey) || note?.wrong === true}
        describedBy={said.filter(Boolean).join(" ") || undefined}
        onChange={(text) => onChange({ ...row, text })}
      />
      <button
        type="button"
        className="iconbtn"
        aria-label={t("removeKey", { name })}
        title={t("removeKey", { name })}
        onClick={onRemove}
      >
        <Icon name="x" size="s" />
      </button>
      {fault !== null && (
        <span className="hint err" id={`${id}-fault`}>
          {t(`rowFault.${fault}`)}
        </span>
      )}
      <FieldError errors={errors} field={field} deep />
      {note && (
        <span className={note.wrong ? "hint err" : "hint strong"} id={`${id}-note`}>
          {note.text}
        </span>
      )}
    </div>
  );
}

interface RowValueProps {
  id: string;
  label: string;
  row: KeyRow;
  invalid: boolean;
  describedBy: string | undefined;
  onChange: (text: string) => void;
}

function RowValue({ id, label, row, invalid, describedBy, onChange }: RowValueProps) {
  const t = useTranslations("parameters");
  const shared = {
    id,
    "aria-label": label,
    "aria-invalid": invalid,
    "aria-describedby": describedBy,
    autoComplete: "off",
    spellCheck: false,
  } as const;
  switch (row.kind) {
    case "null":
      return <input {...shared} className="input mono mute" readOnly value="null" title={t("kind.null")} />;
    case "boolean":
      return (
        <select
          {...shared}
          className="input mono"
          value={row.text === "true" ? "true" : "false"}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="true">true</option>
          <option value="false">false</option>
        </select>
      );
    case "json":
      return (
        <textarea
          {...shared}
          className="input mono"
          rows={2}
          value={row.text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
    default:
      return (
        <input
          {...shared}
          className="input mono"
          inputMode={row.kind === "number" ? "decimal" : undefined}
          value={row.text}
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}
