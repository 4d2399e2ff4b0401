"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Icon } from "./icon";
import type { IconName } from "./icons";

interface DebouncedInputProps {
  label: string;
  icon: IconName;
  /** What the address says; it wins whenever it changes from outside. */
  value: string;
  className?: string;
  /** What it takes, where the label alone does not say it. */
  hint?: string;
  /** True when it took what was pasted, which is then not put into the field. */
  onPaste?: (text: string) => boolean;
  onChange: (value: string) => void;
}

const quietMs = 250;

/** A search field that asks once the typing pauses, at once on Enter. */
export function DebouncedInput(props: DebouncedInputProps) {
  const { label, icon, value, className, hint, onPaste, onChange } = props;
  const t = useTranslations("common");
  const [typed, setTyped] = useState({ from: value, text: value });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const text = typed.from === value ? typed.text : value;
  useEffect(() => () => clearTimeout(timer.current), []);
  const send = (next: string) => {
    clearTimeout(timer.current);
    if (next.trim() !== value) onChange(next.trim());
  };
  return (
    <span className={`input low ${className ?? ""}`}>
      <Icon name={icon} size="s" />
      <input
        type="search"
        aria-label={label}
        placeholder={hint ?? label}
        title={hint}
        autoComplete="off"
        spellCheck={false}
        maxLength={128}
        value={text}
        onChange={(event) => {
          const next = event.target.value;
          setTyped({ from: value, text: next });
          clearTimeout(timer.current);
          timer.current = setTimeout(() => send(next), quietMs);
        }}
        onPaste={(event) => {
          if (!onPaste?.(event.clipboardData.getData("text"))) return;
          event.preventDefault();
          clearTimeout(timer.current);
          setTyped({ from: value, text: "" });
        }}
        onKeyDown={(event) => {
          if (event.key === "Enter") send(text);
        }}
      />
      {text !== "" && (
        <button
          type="button"
          className="iconbtn"
          aria-label={t("clearFilter", { name: label })}
          onClick={() => {
            setTyped({ from: value, text: "" });
            send("");
          }}
        >
          <Icon name="x" size="xs" />
        </button>
      )}
    </span>
  );
}
