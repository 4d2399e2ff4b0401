"use client";

import { lazy, type ReactNode, Suspense, useEffect, useId, useRef } from "react";
import { useTranslations } from "use-intl";
import type { ChipOption } from "./chip-options";
import { Icon } from "./icon";
import { usePopover } from "./use-popover";

interface ChipShellProps {
  label: string;
  /** What is chosen, in words; null shows "Any". */
  value: string | null;
  onClear: () => void;
  /** Marks the filter the `f` key goes to. */
  first?: boolean;
  children: (close: () => void) => ReactNode;
}

/** A filter as a chip: label and value, accent when set, with a clear cross; opens its choices below. */
export function ChipShell({ label, value, onClear, first, children }: ChipShellProps) {
  const t = useTranslations("common");
  const popover = usePopover<HTMLSpanElement>();
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  useEffect(() => {
    if (popover.open) panel.current?.querySelector<HTMLElement>("input, button")?.focus();
  }, [popover.open]);
  return (
    <span className={value === null ? "chipwrap" : "chipwrap set"} ref={popover.root}>
      <button
        type="button"
        ref={popover.button}
        className="chip"
        data-first-filter={first ? "" : undefined}
        aria-haspopup="dialog"
        aria-expanded={popover.open}
        aria-controls={popover.open ? id : undefined}
        onClick={popover.open ? popover.close : popover.show}
      >
        {label} <b>{value ?? t("any")}</b>
        {value === null && <Icon name="down" size="xs" />}
      </button>
      {value !== null && (
        <button
          type="button"
          className="cross"
          aria-label={t("clearFilter", { name: label })}
          onClick={() => {
            onClear();
            popover.button.current?.focus();
          }}
        >
          <Icon name="x" size="xs" />
        </button>
      )}
      {popover.open && (
        <div className="menu pop" id={id} role="dialog" aria-label={label} ref={panel}>
          {children(popover.close)}
        </div>
      )}
    </span>
  );
}

const ChipOptions = lazy(async () => ({ default: (await import("./chip-options")).ChipOptions }));

interface ChipFilterProps {
  label: string;
  options: readonly ChipOption[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  first?: boolean;
}

/** Several values out of a list, applied as they are ticked. */
export function ChipFilter({ label, options, chosen, onChange, first }: ChipFilterProps) {
  const t = useTranslations("common");
  const known = options.find((option) => option.value === chosen[0])?.text ?? chosen[0];
  const value =
    chosen.length === 0 ? null : chosen.length === 1 ? String(known) : t("chosen", { count: chosen.length });
  return (
    <ChipShell label={label} value={value} onClear={() => onChange([])} first={first}>
      {() => (
        <Suspense>
          <ChipOptions {...{ options, chosen, onChange }} />
        </Suspense>
      )}
    </ChipShell>
  );
}
