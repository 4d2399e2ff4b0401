"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import type { JsonObject } from "@/lib/contracts/json";
import { documentLimits } from "@/lib/contracts/task-document";
import { Icon } from "../../ui/icon";
import { FieldError } from "../error-summary";
import type { DraftError } from "../validate-draft";
import { DocumentField } from "./document-field";
import { Fold } from "./fold";
import { FormGap } from "./form-gap";
import type { FormProps } from "./form-props";
import { isObject, orNothing, textAt, withKeys } from "./json-value";

const texts = [
  { key: "correlation_data", limit: documentLimits.correlationDataLength },
  { key: "response_topic", limit: documentLimits.responseTopicLength },
] as const;

/** What MQTT 5 hands over beside the message (sheet §9.4); nothing of it is sent while it is empty. */
export function MessageProperties({ document, errors, write, toJson }: FormProps) {
  const t = useTranslations("parameters");
  const { properties } = document ?? {};
  const held = isObject(properties) ? properties : null;
  const users = held?.user_properties ?? [];
  const rows = Array.isArray(users) ? users.filter(isObject) : [];
  const isKnown =
    (properties === undefined || held !== null) && Array.isArray(users) && rows.length === users.length;
  const set = (next: JsonObject) => write(withKeys(document, { properties: orNothing(next) }));
  return (
    <Fold id="w-document.properties" summary={t("properties")} open={properties !== undefined}>
      {!isKnown ? (
        <FormGap why="otherShape" onJson={toJson} />
      ) : (
        <>
          {texts.map(({ key, limit }) => {
            const text = textAt(held, key);
            return (
              <DocumentField
                key={key}
                path={`document.properties.${key}`}
                label={t(`property.${key}`)}
                mono
                value={text}
                onChange={(next) => set(withKeys(held, { [key]: next || undefined }))}
                errors={errors}
                count={{ used: text.length, limit }}
              />
            );
          })}
          <UserProperties
            rows={rows}
            errors={errors}
            onChange={(next) => set(withKeys(held, { user_properties: next.length > 0 ? next : undefined }))}
          />
        </>
      )}
    </Fold>
  );
}

interface UserPropertiesProps {
  rows: readonly JsonObject[];
  errors: readonly DraftError[];
  onChange: (rows: JsonObject[]) => void;
}

/** Pairs of the sender's own; unlike an object's keys they may come twice. */
function UserProperties({ rows, errors, onChange }: UserPropertiesProps) {
  const t = useTranslations("parameters");
  const own = useId();
  const most = documentLimits.userProperties;
  const path = "document.properties.user_properties";
  const entries = rows.map((row, index) => ({ row, index, id: `${own}-${index}` }));
  const change = (at: number, part: JsonObject) =>
    onChange(rows.map((row, index) => (index === at ? withKeys(row, part) : row)));
  return (
    <fieldset className="kvrows" id={`w-${path}`} tabIndex={-1}>
      <legend className="lab">{t("property.user_properties")}</legend>
      {entries.map(({ row, index, id }) => (
        <div className="kvrow pair" key={id}>
          {(["prop_key", "prop_value"] as const).map((key) => (
            <input
              key={key}
              id={`w-${path}.${index}.${key}`}
              className="input mono"
              aria-label={t(`pair.${key}`, { number: index + 1 })}
              placeholder={t(key === "prop_key" ? "key" : "value")}
              autoComplete="off"
              spellCheck={false}
              value={textAt(row, key)}
              onChange={(event) => change(index, { [key]: event.target.value })}
            />
          ))}
          <button
            type="button"
            className="iconbtn"
            aria-label={t("removePair", { number: index + 1 })}
            onClick={() => onChange(rows.filter((_, at) => at !== index))}
          >
            <Icon name="x" size="s" />
          </button>
          <FieldError errors={errors} field={`w-${path}.${index}`} deep />
        </div>
      ))}
      {rows.length < most ? (
        <button
          type="button"
          id={`${own}-add`}
          className="btn sm"
          onClick={() => onChange([...rows, { prop_key: "", prop_value: "" }])}
        >
          <Icon name="plus" size="s" />
          {t("addPair")}
        </button>
      ) : (
        <p className="hint">{t("mostPairs", { most })}</p>
      )}
    </fieldset>
  );
}
