"use client";

import { type ReactNode, useState } from "react";
import { useTranslations } from "use-intl";
import type { JsonObject } from "@/lib/contracts/json";
import type { ModelField } from "@/lib/contracts/products";
import type { DraftError } from "../validate-draft";
import { fieldId } from "./field-id";
import { type JsonValue, withKeys } from "./json-value";
import { KeyValueRows } from "./key-value-rows";
import { ModelFieldInput } from "./model-field-input";

interface ModelFieldsProps {
  /** Of the object in the document: `paras`, `shadow.0.desired`. */
  path: string;
  legend: ReactNode;
  fields: readonly ModelField[];
  /** Whether the model tells the fields at all; without it there are rows of keys and values. */
  described: boolean;
  value: JsonObject;
  onChange: (value: JsonObject) => void;
  errors: readonly DraftError[];
  warningAt: (path: string) => string | undefined;
  /** In place of the field, when its value does something of its own. */
  instead?: (name: string) => ReactNode | null;
  /** Beside the field. */
  beside?: (name: string) => ReactNode;
  /** What a value does, in words. */
  effectOf?: (key: string, value: JsonValue) => string | null;
}

/** The values of an object: a field for each one the model knows, rows for the rest. */
export function ModelFields(props: ModelFieldsProps) {
  const { path, legend, fields, described, value, onChange, errors, warningAt } = props;
  const { instead, beside, effectOf } = props;
  const t = useTranslations("parameters");
  const names = fields.map(({ name }) => name);
  const rest = Object.fromEntries(Object.entries(value).filter(([key]) => !names.includes(key)));
  const full = `document.${path}`;
  // Once there were rows they stay: a key that is just being renamed must not take its field away.
  const hasRest = Object.keys(rest).length > 0;
  const [rowsSeen, seeRows] = useState(hasRest);
  if (hasRest && !rowsSeen) seeRows(true);
  const rows = (
    <KeyValueRows
      path={full}
      inGroup={described}
      legend={described ? t("besides") : legend}
      value={rest}
      taken={names}
      onChange={(next) => onChange(replaceRest(value, rest, next))}
      errors={errors}
      noteOf={(key) => {
        const warning = warningAt(`${path}.${key}`);
        if (warning !== undefined) return { text: warning, wrong: true };
        const effect = rest[key] === undefined ? null : (effectOf?.(key, rest[key]) ?? null);
        return effect === null ? null : { text: effect, wrong: false };
      }}
    />
  );
  if (!described) return <div className="paras">{rows}</div>;
  return (
    <fieldset className="paras" id={fieldId(full)} tabIndex={-1}>
      <legend className="strong">{legend}</legend>
      {fields.length === 0 && <p className="mute">{t("takesNothing")}</p>}
      {fields.map((field) => (
        <div className="modelfield" key={field.name}>
          {instead?.(field.name) ?? (
            <ModelFieldInput
              path={`${full}.${field.name}`}
              field={field}
              value={value[field.name]}
              onChange={(next) => onChange(withKeys(value, { [field.name]: next }))}
              errors={errors}
              warning={warningAt(`${path}.${field.name}`)}
            />
          )}
          {beside?.(field.name)}
        </div>
      ))}
      {rowsSeen && rows}
    </fieldset>
  );
}

/** An object with one part of its keys exchanged; the others keep their places. */
function replaceRest(value: JsonObject, before: JsonObject, after: JsonObject): JsonObject {
  const gone = Object.keys(before).filter((key) => !Object.hasOwn(after, key));
  return withKeys(value, { ...Object.fromEntries(gone.map((key) => [key, undefined])), ...after });
}
