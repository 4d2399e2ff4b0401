"use client";

import { useTranslations } from "use-intl";
import type { ModelField } from "@/lib/contracts/products";
import { SafeText } from "../../ui/safe-text";
import type { DraftError } from "../validate-draft";
import { ChoiceInput } from "./choice-input";
import { DocumentField } from "./document-field";
import type { JsonValue } from "./json-value";
import { fromFieldText, lookOf, toFieldText } from "./model-field";
import { useFieldFacts } from "./use-field-facts";
import { useTyped } from "./use-typed";

interface ModelFieldInputProps {
  path: string;
  field: ModelField;
  value: JsonValue | undefined;
  onChange: (value: JsonValue | undefined) => void;
  errors: readonly DraftError[];
  warning: string | undefined;
}

/** One value the product's model describes; empty leaves it out. */
export function ModelFieldInput({ path, field, value, onChange, errors, warning }: ModelFieldInputProps) {
  const t = useTranslations("parameters");
  const facts = useFieldFacts(field);
  const look = lookOf(field);
  const held = toFieldText(field, value);
  const canon = (text: string) => toFieldText(field, fromFieldText(field, text));
  const [text, type] = useTyped(held, canon, (next) => onChange(fromFieldText(field, next)));
  const label = (
    <>
      <span className="mono">
        <SafeText text={field.name} />
      </span>{" "}
      <span className="mute">{facts}</span>
    </>
  );
  const description = field.description ? <SafeText text={field.description} /> : undefined;
  if (look === "boolean" || look === "choice") {
    const choices = look === "boolean" ? ["true", "false"] : field.choices;
    return (
      <ChoiceInput
        {...{ path, label, choices, text, errors, warning, hint: description }}
        required={field.required}
        onChoose={type}
      />
    );
  }
  return (
    <DocumentField
      path={path}
      label={label}
      value={text}
      onChange={type}
      errors={errors}
      deep
      mono={look !== "text"}
      rows={look === "json" ? 3 : look === "lines" ? 3 : undefined}
      inputMode={look === "number" ? "decimal" : undefined}
      narrow={look === "number"}
      placeholder={field.type === "dateTime" ? "20260317T183000Z" : undefined}
      count={
        field.maxLength !== null && look === "text"
          ? { used: text.length, limit: field.maxLength }
          : undefined
      }
      warning={warning}
      hint={value === "" ? t("emptyText") : look === "lines" ? t("onePerLine") : description}
    />
  );
}
