"use client";

import { useTranslations } from "use-intl";
import type { JsonObject } from "@/lib/contracts/json";
import type { ModelService } from "@/lib/contracts/products";
import { documentLimits } from "@/lib/contracts/task-document";
import { Icon } from "../../ui/icon";
import { FieldError } from "../error-summary";
import { FormGap } from "./form-gap";
import type { FormProps } from "./form-props";
import { isObject, withKeys } from "./json-value";
import { isShowable } from "./key-rows";
import { ShadowBlock } from "./shadow-block";

interface ShadowFormProps extends FormProps {
  services: readonly ModelService[];
}

/** Up to five services, each with the state its devices shall have. */
export function ShadowForm(props: ShadowFormProps) {
  const { document, errors, services, warningAt, write, toJson } = props;
  const t = useTranslations("parameters");
  const blocks = blocksOf(document);
  if (blocks === null) return <FormGap why="otherShape" onJson={toJson} />;
  const set = (next: readonly JsonObject[]) =>
    write(withKeys(document, { shadow: next.length > 0 ? [...next] : undefined }));
  const most = documentLimits.shadowServices;
  const used = blocks.map((block) => block.service_id);
  const settable = services.filter(({ properties }) => properties.some(({ writable }) => writable));
  const free = settable.map(({ serviceId }) => serviceId).filter((each) => !used.includes(each));
  const shown: readonly JsonObject[] = blocks.length > 0 ? blocks : [{}];
  const add = () => {
    // With a single service left there is nothing to choose.
    set([...shown, free.length === 1 && free[0] !== undefined ? { service_id: free[0] } : {}]);
    focusSoon(`w-document.shadow.${shown.length}.service_id`);
  };
  const entries = shown.map((block, index) => ({ block, index, id: `block-${index}` }));
  return (
    <div className="stack" id="w-document.shadow" tabIndex={-1}>
      {entries.map(({ block, index, id }) => (
        <ShadowBlock
          key={id}
          index={index}
          block={block}
          services={settable}
          offered={free}
          errors={errors}
          warningAt={warningAt}
          onChange={(next) => set(shown.map((each, at) => (at === index ? next : each)))}
          onRemove={
            blocks.length > 1
              ? () => {
                  set(blocks.filter((_, at) => at !== index));
                  focusSoon("w-shadow-add");
                }
              : null
          }
        />
      ))}
      <FieldError errors={errors} field="w-document.shadow" />
      {shown.length < most ? (
        <button type="button" id="w-shadow-add" className="btn justify-self-start" onClick={add}>
          <Icon name="plus" size="s" />
          {t("addService")}
        </button>
      ) : (
        <p className="hint">{t("mostServices", { most })}</p>
      )}
    </div>
  );
}

/** The blocks of a document; null when something in it is no block the form could show. */
function blocksOf(document: JsonObject | null): JsonObject[] | null {
  const { shadow = [] } = document ?? {};
  if (!Array.isArray(shadow)) return null;
  const blocks = shadow.filter(isObject);
  const canShow = blocks.length === shadow.length && blocks.every(({ desired }) => isShowable(desired));
  return canShow ? blocks : null;
}

function focusSoon(id: string): void {
  requestAnimationFrame(() => document.getElementById(id)?.focus());
}
