"use client";

import { useTranslations } from "use-intl";
import { documentLimits } from "@/lib/contracts/task-document";
import { useSpanText } from "../../time/span-text";
import { Banner } from "../../ui/banner";
import { DocumentField } from "./document-field";
import type { FormProps } from "./form-props";
import { type JsonValue, readNumber, textAt, withKeys } from "./json-value";
import { MessageBody } from "./message-body";
import { MessageProperties } from "./message-properties";
import { Segments } from "./segments";
import { recallValue, rememberValue } from "./session-memory";
import { TopicFields } from "./topic-fields";
import { useTyped } from "./use-typed";

const encodings = ["none", "base64"] as const;
const formats = ["standard", "raw"] as const;

/** What the message says and how it travels. */
export function MessageForm(props: FormProps) {
  const { document, errors, write, controls } = props;
  const t = useTranslations("parameters");
  const set = (part: Readonly<Record<string, JsonValue | undefined>>) => write(withKeys(document, part));
  const encoding = document?.encoding ?? "none";
  const format = document?.payload_format;
  const name = textAt(document, "name");
  const encode = (next: (typeof encodings)[number]) => {
    if (next === "base64") rememberValue(controls.draftId, "payload_format", format);
    const back = format ?? recallValue(controls.draftId, "payload_format");
    set({
      encoding: next === "none" ? undefined : next,
      payload_format: next === "none" ? back : undefined,
    });
  };
  return (
    <>
      <MessageBody {...props} />
      <div className="two">
        <Segments
          id="w-document.encoding"
          legend={t("encoding")}
          options={encodings.map((value) => ({ value, text: t(`encodingOf.${value}`) }))}
          chosen={encodings.find((each) => each === encoding) ?? null}
          onChoose={encode}
          hint={encoding === "base64" ? t("base64Hint") : undefined}
          errors={errors}
        />
        {(encoding !== "base64" || format !== undefined) && (
          <Segments
            id="w-document.payload_format"
            legend={t("payloadFormat")}
            options={formats.map((value) => ({ value, text: t(`formatOf.${value}`) }))}
            chosen={formats.find((each) => each === (format ?? "standard")) ?? null}
            onChoose={(next) => set({ payload_format: next === "standard" ? undefined : next })}
            hint={t(format === "raw" ? "formatHint.raw" : "formatHint.standard")}
            errors={errors}
          />
        )}
      </div>
      <TopicFields {...props} />
      <div className="paras">
        <TtlField {...props} />
        <DocumentField
          path="document.name"
          label={t("messageName")}
          value={name}
          onChange={(text) => set({ name: text || undefined })}
          errors={errors}
          count={{ used: name.length, limit: documentLimits.messageNameLength }}
        />
        <MessageProperties {...props} />
        {document?.message_id === undefined ? (
          <p className="hint">{t("noMessageId")}</p>
        ) : (
          <Banner
            tone="retry"
            icon="warn"
            title={t("messageIdTitle")}
            actions={
              <button type="button" className="btn sm" onClick={() => set({ message_id: undefined })}>
                {t("leaveOutMessageId")}
              </button>
            }
          >
            <p>{t("noMessageId")}</p>
          </Banner>
        )}
      </div>
    </>
  );
}

/** How long a message waits for a device that is away. */
function TtlField({ document, errors, write }: FormProps) {
  const t = useTranslations("parameters");
  const span = useSpanText();
  const { min, max, step } = documentLimits.ttlMinutes;
  const held = textAt(document, "ttl");
  const [text, type] = useTyped(
    held,
    (typed) => String(readNumber(typed) ?? typed),
    (typed) => write(withKeys(document, { ttl: typed === "" ? undefined : (readNumber(typed) ?? typed) })),
  );
  const minutes = readNumber(held);
  return (
    <DocumentField
      path="document.ttl"
      label={t("ttl")}
      narrow
      inputMode="numeric"
      value={text}
      onChange={type}
      errors={errors}
      hint={
        minutes === null
          ? t("ttlNone", { min, max, step })
          : minutes === 0
            ? t("ttlZero")
            : t("ttlAfter", { span: span(minutes * 60_000), step })
      }
    />
  );
}
