"use client";

import { useId } from "react";
import { useTranslations } from "use-intl";
import type { JsonObject } from "@/lib/contracts/json";
import type { ModelService } from "@/lib/contracts/products";
import { documentLimits } from "@/lib/contracts/task-document";
import { Banner } from "../../ui/banner";
import { Icon } from "../../ui/icon";
import { FieldError } from "../error-summary";
import type { DraftError } from "../validate-draft";
import { DesiredFields } from "./desired-fields";
import { DocumentField } from "./document-field";
import { Fold } from "./fold";
import { isObject, type JsonValue, readNumber, textAt, withKeys } from "./json-value";
import { ModelSelect } from "./model-select";
import { useTyped } from "./use-typed";

interface ShadowBlockProps {
  index: number;
  block: JsonObject;
  /** Services of the model with something to set. */
  services: readonly ModelService[];
  /** Those no block has yet. */
  offered: readonly string[];
  errors: readonly DraftError[];
  warningAt: (path: string) => string | undefined;
  onChange: (block: JsonObject) => void;
  onRemove: (() => void) | null;
}

/** One service and the state its devices shall have; what deletes or clears something says so in words. */
export function ShadowBlock(props: ShadowBlockProps) {
  const { index, block, services, offered, errors, warningAt, onChange, onRemove } = props;
  const t = useTranslations("parameters");
  const title = useId();
  const path = `shadow.${index}`;
  const serviceId = textAt(block, "service_id");
  const name = serviceId || t("serviceNumber", { number: index + 1 });
  const service = services.find((each) => each.serviceId === serviceId);
  const { desired } = block;
  const clears = isObject(desired) && Object.keys(desired).length === 0;
  const deleted = isObject(desired) ? Object.keys(desired).filter((key) => desired[key] === null) : [];
  const set = (part: Readonly<Record<string, JsonValue | undefined>>) =>
    onChange(inOrder(withKeys(block, part)));
  return (
    <section className="shadowblock stack" aria-labelledby={title} id={`w-document.${path}`} tabIndex={-1}>
      <header className="row">
        <h3 id={title} className="any">
          {name}
        </h3>
        <span className="grow" />
        {onRemove && (
          <button type="button" className="btn sm ghost" onClick={onRemove}>
            <Icon name="x" size="s" />
            {t("removeService")}
            <span className="sr"> {name}</span>
          </button>
        )}
      </header>
      {services.length > 0 ? (
        <ModelSelect
          path={`document.${path}.service_id`}
          label={t("service")}
          options={serviceId === "" || !service ? offered : [serviceId, ...offered]}
          value={serviceId}
          onChoose={(next) => set({ service_id: next || undefined })}
          errors={errors}
          warning={warningAt(`${path}.service_id`)}
        />
      ) : (
        <DocumentField
          path={`document.${path}.service_id`}
          label={t("service")}
          mono
          value={serviceId}
          onChange={(text) => set({ service_id: text || undefined })}
          errors={errors}
          count={{ used: serviceId.length, limit: documentLimits.serviceIdLength }}
        />
      )}
      {(services.length === 0 || serviceId !== "" || desired !== undefined) && (
        <DesiredFields
          path={`${path}.desired`}
          service={service}
          desired={isObject(desired) ? desired : null}
          errors={errors}
          warningAt={warningAt}
          onChange={(next) => set({ desired: next })}
        />
      )}
      <FieldError errors={errors} field={`w-document.${path}.desired`} />
      {(clears || deleted.length > 0) && (
        <Banner
          tone="retry"
          icon="warn"
          className="line"
          role="status"
          title={
            clears
              ? t("clears", { service: name })
              : t("deletes", { count: deleted.length, names: deleted.join(t("comma")) })
          }
        >
          <p>{t(clears ? "clearsText" : "deletesText")}</p>
        </Banner>
      )}
      <VersionField path={`document.${path}.version`} block={block} errors={errors} onChange={set} />
    </section>
  );
}

interface VersionFieldProps {
  path: string;
  block: JsonObject;
  errors: readonly DraftError[];
  onChange: (part: { version: JsonValue | undefined }) => void;
}

/** Folded away: every device counts its own versions, so one for all of them fits hardly any. */
function VersionField({ path, block, errors, onChange }: VersionFieldProps) {
  const t = useTranslations("parameters");
  const held = textAt(block, "version");
  const [text, type] = useTyped(
    held,
    (typed) => String(readNumber(typed) ?? typed),
    (typed) => onChange({ version: typed === "" ? undefined : (readNumber(typed) ?? typed) }),
  );
  return (
    <Fold summary={t("moreOf")} open={held !== ""}>
      <DocumentField
        path={path}
        label={t("version")}
        narrow
        inputMode="numeric"
        value={text}
        onChange={type}
        errors={errors}
        warning={held === "" ? undefined : t("versionUseless")}
        hint={t("versionHint")}
      />
    </Fold>
  );
}

function inOrder(block: JsonObject): JsonObject {
  const { service_id, desired, ...rest } = block;
  return withKeys(null, { service_id, desired, ...rest });
}
