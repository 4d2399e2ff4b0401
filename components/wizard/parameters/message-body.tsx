"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { DocumentField } from "./document-field";
import type { FormProps } from "./form-props";
import { lineOf, scanJson } from "./json-scan";
import { isObject, type JsonValue, readJson, withKeys } from "./json-value";
import { Segments } from "./segments";
import { useTyped } from "./use-typed";

/** The message itself: a text as it is, or an object; text that is no object is sent as text, and that is said. */
export function MessageBody({ document, errors, write }: FormProps) {
  const t = useTranslations("parameters");
  const message = document?.message;
  const [asJson, chooseJson] = useState(isObject(message));
  const isJson = asJson || (message !== undefined && typeof message !== "string");
  const fromText = (text: string): JsonValue | undefined => {
    if (text === "") return undefined;
    const value = isJson ? readJson(text) : undefined;
    return isObject(value) ? value : text;
  };
  const held =
    message === undefined ? "" : typeof message === "string" ? message : JSON.stringify(message, null, 2);
  const [text, type] = useTyped(
    held,
    (typed) => {
      const value = fromText(typed);
      return isObject(value) ? JSON.stringify(value, null, 2) : typed;
    },
    (typed) => write(withKeys(document, { message: fromText(typed) })),
  );
  const choose = (next: "text" | "json") => {
    chooseJson(next === "json");
    if (message === undefined) return;
    if (next === "text") write(withKeys(document, { message: held }));
    else if (typeof message === "string") {
      const value = readJson(message);
      if (isObject(value)) write(withKeys(document, { message: value }));
    }
  };
  const said = useBodyFault(text, isJson, document?.encoding === "base64");
  return (
    <div className="stack tight">
      <Segments
        legend={t("messageAs")}
        options={(["text", "json"] as const).map((value) => ({ value, text: t(`messageKind.${value}`) }))}
        chosen={isJson ? "json" : "text"}
        onChoose={choose}
      />
      <DocumentField
        path="document.message"
        label={t("message")}
        rows={6}
        mono
        value={text}
        onChange={type}
        errors={errors}
        deep
        warning={said}
      />
    </div>
  );
}

/** What the platform would take, but the devices hardly expect. */
function useBodyFault(text: string, isJson: boolean, isBase64: boolean): string | undefined {
  const t = useTranslations("parameters");
  if (text === "") return undefined;
  if (isBase64) return isBase64Text(text) ? undefined : t("noBase64");
  if (!isJson) return undefined;
  const { fault, rounded } = scanJson(text);
  if (fault) {
    const piece = text.slice(fault.start, fault.end).slice(0, 40);
    return t("sentAsText", { ...lineOf(text, fault.start), why: t(`syntax.${fault.word}`, { piece }) });
  }
  const [long] = rounded;
  if (long) return t("rounded", { number: text.slice(long.start, long.end) });
  return text.trimStart().startsWith("{") ? undefined : t("noObjectText");
}

function isBase64Text(text: string): boolean {
  const packed = text.replace(/\s/g, "");
  return packed.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(packed);
}
