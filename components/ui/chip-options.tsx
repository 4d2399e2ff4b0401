"use client";

import { type ReactNode, useEffect, useRef } from "react";
import { useTranslations } from "use-intl";

export interface ChipOption {
  value: string;
  text: ReactNode;
  count?: number;
}

interface ChipOptionsProps {
  options: readonly ChipOption[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
}

/** What a `ChipFilter` lets choose, with what is chosen and no longer offered. */
export function ChipOptions({ options, chosen, onChange }: ChipOptionsProps) {
  const t = useTranslations("common");
  const list = useRef<HTMLDivElement>(null);
  // It may come after the panel it stands in, which has nothing to focus then.
  useEffect(() => list.current?.querySelector("input")?.focus(), []);
  const strangers = chosen.filter((entry) => !options.some((option) => option.value === entry));
  const shown = [...options, ...strangers.map((entry): ChipOption => ({ value: entry, text: entry }))];
  return (
    <div className="opts" ref={list}>
      {shown.map((option) => (
        <label className="cbx" key={option.value}>
          <input
            type="checkbox"
            className="chk"
            checked={chosen.includes(option.value)}
            onChange={(event) =>
              onChange(
                event.target.checked
                  ? [...chosen, option.value]
                  : chosen.filter((entry) => entry !== option.value),
              )
            }
          />
          <span className="ell">{option.text}</span>
          {option.count !== undefined && <span className="n">{t("number", { value: option.count })}</span>}
        </label>
      ))}
      {shown.length === 0 && <p className="mute px-2 py-1">{t("nothingToChoose")}</p>}
    </div>
  );
}
