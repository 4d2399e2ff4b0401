"use client";

import { useTranslations } from "use-intl";
import type { JsonObject } from "@/lib/contracts/json";
import type { ModelService } from "@/lib/contracts/products";
import { documentLimits } from "@/lib/contracts/task-document";
import { DocumentField } from "./document-field";
import { FormGap } from "./form-gap";
import type { FormProps } from "./form-props";
import { isObject, type JsonValue, textAt, withKeys } from "./json-value";
import { isShowable } from "./key-rows";
import { ModelFields } from "./model-fields";
import { ModelSelect } from "./model-select";
import { recallValue, rememberValue } from "./session-memory";

interface CommandFormProps extends FormProps {
  services: readonly ModelService[];
  /** What the platform calls them. */
  keys: { service: "service_id" | "serviceId"; command: "command_name" | "method" };
}

/** Service, command and parameters: from the product's model, or as keys and values without one. */
export function CommandForm(props: CommandFormProps) {
  const { document, errors, services, keys, warningAt, write, toJson, controls } = props;
  const t = useTranslations("parameters");
  const offered = services.filter(({ commands }) => commands.length > 0);
  const serviceId = textAt(document, keys.service);
  const commandName = textAt(document, keys.command);
  const service = services.find((each) => each.serviceId === serviceId);
  const command = service?.commands.find(({ name }) => name === commandName);
  const paras = document?.paras;

  const set = (part: Readonly<Record<string, JsonValue | undefined>>) => {
    const next = withKeys(document, part);
    write(inOrder({ ...next, paras: next.paras ?? {} }, [keys.service, keys.command, "paras"]));
  };
  const placeOf = (ofService: string, ofCommand: string) => `paras ${ofService} ${ofCommand}`;
  /** Parameters belong to their command: those of another one wait until it is chosen again. */
  const choose = (nextService: string, nextCommand: string) => {
    rememberValue(controls.draftId, placeOf(serviceId, commandName), paras);
    const known = services
      .find((each) => each.serviceId === nextService)
      ?.commands.find(({ name }) => name === nextCommand);
    set({
      [keys.service]: nextService || undefined,
      [keys.command]: nextCommand || undefined,
      paras:
        recallValue(controls.draftId, placeOf(nextService, nextCommand)) ?? fitting(paras, known?.parameters),
    });
  };
  return (
    <>
      <div className="two">
        {offered.length > 0 ? (
          <>
            <ModelSelect
              path={`document.${keys.service}`}
              label={t("service")}
              options={offered.map((each) => each.serviceId)}
              value={serviceId}
              onChoose={(next) => {
                const only = offered.find((each) => each.serviceId === next)?.commands;
                choose(next, only?.length === 1 ? (only[0]?.name ?? "") : "");
              }}
              errors={errors}
              warning={warningAt(keys.service)}
            />
            <ModelSelect
              path={`document.${keys.command}`}
              label={t("command")}
              options={service?.commands.map(({ name }) => name) ?? []}
              value={commandName}
              onChoose={(next) => choose(serviceId, next)}
              errors={errors}
              warning={warningAt(keys.command)}
            />
          </>
        ) : (
          <>
            <DocumentField
              path={`document.${keys.service}`}
              label={t("service")}
              mono
              value={serviceId}
              onChange={(text) => set({ [keys.service]: text || undefined })}
              errors={errors}
              count={{ used: serviceId.length, limit: documentLimits.serviceIdLength }}
            />
            <DocumentField
              path={`document.${keys.command}`}
              label={t(keys.command === "method" ? "method" : "command")}
              mono
              value={commandName}
              onChange={(text) => set({ [keys.command]: text || undefined })}
              errors={errors}
              count={{ used: commandName.length, limit: documentLimits.commandNameLength }}
            />
          </>
        )}
      </div>
      {offered.length > 0 && commandName === "" && isEmpty(paras) ? (
        <p className="mute">{t("chooseFirst")}</p>
      ) : isShowable(paras) ? (
        <ModelFields
          path="paras"
          legend={t("paras")}
          fields={command?.parameters ?? []}
          described={command !== undefined}
          value={paras ?? {}}
          onChange={(next) => set({ paras: next })}
          errors={errors}
          warningAt={warningAt}
        />
      ) : (
        <FormGap why="otherShape" onJson={toJson} />
      )}
    </>
  );
}

function isEmpty(paras: JsonValue | undefined): boolean {
  return paras === undefined || (isObject(paras) && Object.keys(paras).length === 0);
}

/** What of the present parameters another command takes too. */
function fitting(paras: JsonValue | undefined, fields: readonly { name: string }[] | undefined): JsonObject {
  if (!isObject(paras)) return {};
  if (!fields) return paras;
  return Object.fromEntries(Object.entries(paras).filter(([key]) => fields.some(({ name }) => name === key)));
}

/** The platform's own order of keys, then whatever else there is. */
function inOrder(object: JsonObject, first: readonly string[]): JsonObject {
  const known = first.filter((key) => Object.hasOwn(object, key));
  const rest = Object.keys(object).filter((key) => !first.includes(key));
  return withKeys(null, Object.fromEntries([...known, ...rest].map((key) => [key, object[key]])));
}
