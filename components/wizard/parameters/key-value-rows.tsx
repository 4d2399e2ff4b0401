"use client";

import { type ReactNode, useId, useState } from "react";
import { useTranslations } from "use-intl";
import type { JsonObject } from "@/lib/contracts/json";
import { Icon } from "../../ui/icon";
import type { DraftError } from "../validate-draft";
import { fieldId } from "./field-id";
import { type KeyRow, objectOf, rowFault, rowsOf } from "./key-rows";
import { KeyValueRow, type RowNote } from "./key-value-row";

interface KeyValueRowsProps {
  /** Of the object, in the request: `document.paras`. */
  path: string;
  /** Part of a group that stands for the whole object already. */
  inGroup?: boolean;
  legend: ReactNode;
  /** The legend is for screen readers only. */
  quiet?: boolean;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  errors: readonly DraftError[];
  /** What is to be said of the value of a key besides. */
  noteOf?: (key: string) => RowNote | null;
  /** Keys that fields of their own ask for: a row of that name says nothing. */
  taken?: readonly string[];
  hint?: ReactNode;
}

interface IdRow extends KeyRow {
  id: number;
}

/** An object as rows of key, kind and value: for what no product's model describes. */
export function KeyValueRows(props: KeyValueRowsProps) {
  const { path, inGroup = false, legend, quiet, value, onChange, errors, noteOf, taken = [], hint } = props;
  const t = useTranslations("parameters");
  const own = useId();
  const held = JSON.stringify(value);
  const [state, setState] = useState<{ rows: IdRow[]; says: string } | null>(null);
  // Rows that say nothing yet live here only; everything else is the document's.
  const rows = state?.says === held ? state.rows : rowsOf(value).map((row, id) => ({ ...row, id }));
  const set = (next: IdRow[]) => {
    const object = objectOf(next.filter(({ key }) => !taken.includes(key)));
    setState({ rows: next, says: JSON.stringify(object) });
    if (JSON.stringify(object) !== held) onChange(object);
  };
  const add = () => {
    const id = Math.max(-1, ...rows.map((row) => row.id)) + 1;
    set([...rows, { id, key: "", kind: "text", text: "" }]);
    focusSoon(`${own}-${id}`);
  };
  return (
    <fieldset className="kvrows" id={inGroup ? undefined : fieldId(path)} tabIndex={-1}>
      <legend className={quiet ? "sr" : "lab"}>{legend}</legend>
      {hint && <p className="hint">{hint}</p>}
      {rows.map((row, index) => (
        <KeyValueRow
          key={row.id}
          id={`${own}-${row.id}`}
          path={path}
          row={row}
          errors={errors}
          fault={taken.includes(row.key) ? "repeated" : rowFault(rows, index)}
          note={row.key === "" ? null : (noteOf?.(row.key) ?? null)}
          onChange={(next) => set(rows.map((each) => (each.id === row.id ? { ...next, id: row.id } : each)))}
          onRemove={() => {
            set(rows.filter(({ id }) => id !== row.id));
            focusSoon(`${own}-add`);
          }}
        />
      ))}
      <button type="button" id={`${own}-add`} className="btn sm" onClick={add}>
        <Icon name="plus" size="s" />
        {t("addKey")}
      </button>
    </fieldset>
  );
}

function focusSoon(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
