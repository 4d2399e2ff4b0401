"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { utf8Bytes } from "@/lib/contracts/ruled-fields";
import { documentLimits } from "@/lib/contracts/task-document";
import { DocumentField } from "./document-field";
import type { FormProps } from "./form-props";
import { textAt, withKeys } from "./json-value";
import { Segments } from "./segments";
import { recallValue, rememberValue } from "./session-memory";

const topics = ["topic", "topic_full_name"] as const;
const kinds = ["own", ...topics] as const;
type Kind = (typeof kinds)[number];

/** Where the message goes: one of three, since the platform takes a suffix or a whole topic, never both (sheet §9.4). */
export function TopicFields({ document, errors, write, controls }: FormProps) {
  const t = useTranslations("parameters");
  const [asked, ask] = useState<Kind>("own");
  const given = topics.filter((kind) => document?.[kind] !== undefined);
  const chosen = given.find((kind) => kind === asked) ?? given[0] ?? asked;
  const shown = given.length > 1 ? given : chosen === "own" ? [] : [chosen];
  const choose = (next: Kind) => {
    ask(next);
    for (const kind of given) rememberValue(controls.draftId, kind, document?.[kind]);
    const back = next === "own" ? undefined : (document?.[next] ?? recallValue(controls.draftId, next));
    if (given.length === 0 && back === undefined) return;
    write(withKeys(document, { topic: undefined, topic_full_name: undefined, [next]: back }));
  };
  return (
    <div className="paras">
      <Segments
        legend={t("topicKind")}
        options={kinds.map((value) => ({ value, text: t(`topicOf.${value}`) }))}
        chosen={chosen}
        onChoose={choose}
        hint={
          chosen === "own" ? (
            <span className="mono any">{"$oc/devices/{device_id}/sys/messages/down"}</span>
          ) : undefined
        }
      />
      {shown.map((kind) => {
        const text = textAt(document, kind);
        const isFull = kind === "topic_full_name";
        return (
          <DocumentField
            key={kind}
            path={`document.${kind}`}
            label={t(`topicOf.${kind}`)}
            mono
            value={text}
            onChange={(next) => {
              ask(kind);
              write(withKeys(document, { [kind]: next || undefined }));
            }}
            warning={text === "" ? t("topicEmpty") : undefined}
            errors={errors}
            count={isFull ? { used: utf8Bytes(text), limit: documentLimits.topicFullNameBytes } : undefined}
            hint={
              isFull ? (
                t("fullTopicHint")
              ) : (
                <>
                  <span className="mono any">{`$oc/devices/{device_id}/user/${text || "…"}`}</span>
                  {t("comma")}
                  {t("topicHint")}
                </>
              )
            }
          />
        );
      })}
    </div>
  );
}
