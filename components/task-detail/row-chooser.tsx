"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { changeRowLook, densities, useRowLook } from "@/lib/client/row-look";
import { Segmented } from "../ui/segmented";

/** Columns that may be left out: what tells a row apart, its state and its actions stay. */
const optional = [
  { key: "k-error", text: "errorOrOutput" },
  { key: "k-tries", text: "tries" },
  { key: "k-seen", text: "changeSeen" },
] as const;

export function RowChooser({ id }: { id: string }) {
  const t = useTranslations("task");
  const look = useRowLook();
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => panel.current?.querySelector<HTMLElement>("input")?.focus(), []);
  return (
    <div
      className="menu pop right rowchooser"
      id={id}
      role="dialog"
      aria-label={t("table.display")}
      ref={panel}
    >
      <fieldset className="opts">
        <legend className="small mute px-2">{t("table.columns")}</legend>
        {optional.map(({ key, text }) => (
          <label className="cbx" key={key}>
            <input
              type="checkbox"
              className="chk"
              checked={!look.hidden.includes(key)}
              onChange={({ target }) => {
                const others = look.hidden.filter((each) => each !== key);
                changeRowLook({ ...look, hidden: target.checked ? others : [...others, key] });
              }}
            />
            {t(text)}
          </label>
        ))}
      </fieldset>
      <Segmented
        legend={t("table.density")}
        legendClass="small mute"
        options={densities.map((value) => ({ value, text: t(`table.${value}`) }))}
        chosen={look.density}
        onChoose={(density) => changeRowLook({ ...look, density })}
      />
    </div>
  );
}
