"use client";

import { useTranslations } from "use-intl";
import { Icon } from "../../ui/icon";
import { isAbout } from "../error-summary";
import type { StepProps } from "../step-props";
import { useErrorText } from "../use-error-text";

const most = 50;

/** Names and values a legacy task is found by (sheet §13.4). */
export function TagFields({ controls: { draft, change }, errors }: Pick<StepProps, "controls" | "errors">) {
  const t = useTranslations("wizard");
  const say = useErrorText();
  // A tag has no name of its own before it is written: its place is its identity.
  const places = draft.tags.map((_, index) => `tag ${index}`);
  const set = (index: number, part: Partial<(typeof draft.tags)[number]>) =>
    change({ tags: draft.tags.map((tag, at) => (at === index ? { ...tag, ...part } : tag)) });
  return (
    <div className="stack tight" id="w-tags" tabIndex={-1}>
      {draft.tags.map((tag, index) => {
        const wrong = errors.filter((each) => isAbout(each, `w-tags.${index}`, true));
        const described = wrong.length > 0 ? `w-tags.${index}-error` : undefined;
        return (
          <div className="field" key={places[index]}>
            <div className="row">
              <input
                className="input"
                id={`w-tags.${index}.name`}
                aria-label={t("legacy.tagName", { number: index + 1 })}
                placeholder={t("legacy.tagNameShort")}
                aria-invalid={wrong.length > 0}
                aria-describedby={described}
                value={tag.name}
                onChange={(event) => set(index, { name: event.target.value })}
              />
              <input
                className="input"
                id={`w-tags.${index}.value`}
                aria-label={t("legacy.tagValue", { number: index + 1 })}
                placeholder={t("legacy.tagValueShort")}
                aria-invalid={wrong.length > 0}
                aria-describedby={described}
                value={tag.value}
                onChange={(event) => set(index, { value: event.target.value })}
              />
              <button
                type="button"
                className="btn ghost"
                aria-label={t("legacy.removeTag", { number: index + 1 })}
                onClick={() => change({ tags: draft.tags.filter((_, at) => at !== index) })}
              >
                <Icon name="x" size="s" />
              </button>
            </div>
            {wrong[0] && (
              <span className="hint err" id={`w-tags.${index}-error`}>
                {say(wrong[0])}
              </span>
            )}
          </div>
        );
      })}
      {draft.tags.length < most && (
        <div>
          <button
            type="button"
            className="btn sm"
            onClick={() => change({ tags: [...draft.tags, { name: "", value: "" }] })}
          >
            {t("legacy.addTag")}
          </button>
        </div>
      )}
    </div>
  );
}
