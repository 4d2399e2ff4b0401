"use client";

import { useTranslations } from "use-intl";
import type { JsonObject } from "@/lib/contracts/json";
import type { ModelService } from "@/lib/contracts/products";
import { SafeText } from "../../ui/safe-text";
import type { DraftError } from "../validate-draft";
import { fieldId } from "./field-id";
import { orNothing, withKeys } from "./json-value";
import { ModelFields } from "./model-fields";

interface DesiredFieldsProps {
  /** In the document: `shadow.0.desired`. */
  path: string;
  service: ModelService | undefined;
  /** Null while nothing was said. */
  desired: JsonObject | null;
  errors: readonly DraftError[];
  warningAt: (path: string) => string | undefined;
  onChange: (desired: JsonObject | undefined) => void;
}

/**
 * The state a service shall have. Nothing said is not the same as the empty object, which clears it all: that is only
 * written when somebody ticks it.
 */
export function DesiredFields(props: DesiredFieldsProps) {
  const { path, service, desired, errors, warningAt, onChange } = props;
  const t = useTranslations("parameters");
  const clears = desired !== null && Object.keys(desired).length === 0;
  const set = (next: JsonObject) => onChange(orNothing(next));
  const isDeleted = (name: string) => desired?.[name] === null;
  return (
    <>
      {!clears && (
        <ModelFields
          path={path}
          legend={t("desired")}
          fields={service?.properties.filter(({ writable }) => writable) ?? []}
          described={service !== undefined}
          value={desired ?? {}}
          onChange={set}
          errors={errors}
          warningAt={warningAt}
          effectOf={(key, value) => (value === null ? t("deletesOne", { name: key }) : null)}
          instead={(name) =>
            isDeleted(name) ? (
              <div className="field" id={fieldId(`document.${path}.${name}`)} tabIndex={-1}>
                <span className="lab mono">
                  <SafeText text={name} />
                </span>
                <span className="strong">{t("deletesOne", { name })}</span>
              </div>
            ) : null
          }
          beside={(name) => (
            <button
              type="button"
              className="linkbtn small justify-self-start"
              aria-pressed={isDeleted(name)}
              onClick={() => set(withKeys(desired, { [name]: isDeleted(name) ? undefined : null }))}
            >
              {t(isDeleted(name) ? "doNotDelete" : "deleteOne")}
              <span className="sr"> {name}</span>
            </button>
          )}
        />
      )}
      <label className="cbx">
        <input
          type="checkbox"
          className="chk"
          checked={clears}
          onChange={(event) => onChange(event.target.checked ? {} : undefined)}
        />
        <span>{t("clearAll")}</span>
      </label>
    </>
  );
}
