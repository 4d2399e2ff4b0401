"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ChipShell } from "../ui/chip-filter";

export interface Shortcut {
  value: string;
  text: string;
}

interface TextFilterProps {
  label: string;
  /** What the text is, above the field. */
  field: string;
  value: string;
  /** Values that have a word of their own. */
  shortcuts?: readonly Shortcut[];
  longest: number;
  onChange: (value: string) => void;
  children?: ReactNode;
}

/** A filter that takes a whole text, or one of a few given ones. */
export function TextFilter(props: TextFilterProps) {
  const { label, field, value, shortcuts = [], longest, onChange, children } = props;
  const t = useTranslations("tasks");
  const known = shortcuts.find((each) => each.value === value);
  return (
    <ChipShell
      label={label}
      value={value === "" ? null : (known?.text ?? value)}
      onClear={() => onChange("")}
    >
      {(close) => (
        <>
          {children}
          {shortcuts.length > 0 && (
            <div className="opts">
              {shortcuts.map((each) => (
                <label className="cbx" key={each.value}>
                  <input
                    type="radio"
                    name={label}
                    className="rd"
                    checked={each.value === value}
                    onChange={() => {
                      onChange(each.value);
                      close();
                    }}
                  />
                  {each.text}
                </label>
              ))}
            </div>
          )}
          <form
            className="popfoot items-end"
            onSubmit={(event) => {
              event.preventDefault();
              const typed = String(new FormData(event.currentTarget).get("value") ?? "").trim();
              if (typed !== "") onChange(typed);
              close();
            }}
          >
            <label className="field small grow">
              {field}
              <input
                className="input low mono"
                name="value"
                autoComplete="off"
                spellCheck={false}
                maxLength={longest}
                defaultValue={known ? "" : value}
              />
            </label>
            <button type="submit" className="btn sm">
              {t("apply")}
            </button>
          </form>
        </>
      )}
    </ChipShell>
  );
}
