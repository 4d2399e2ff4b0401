"use client";

import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";

interface LineInputProps {
  line: number;
  /** Where the line stands, pixels. */
  top: number;
  value: string;
  /** Which characters to mark first, counted from 0; without it the end. */
  marked?: { from: number; to: number };
  /** The new text; null when it is to stay as it was. */
  onDone: (value: string | null, how: "key" | "blur") => void;
}

/** One line being written; Enter and leaving keep it, Escape does not. */
export function LineInput({ line, top, value, marked, onDone }: LineInputProps) {
  const t = useTranslations("wizard.ids");
  const input = useRef<HTMLInputElement>(null);
  const done = useRef(false);
  useEffect(() => {
    const element = input.current;
    if (!element) return;
    element.focus({ preventScroll: true });
    const end = element.value.length;
    element.setSelectionRange(marked?.from ?? end, marked?.to ?? end);
  }, [marked]);
  const finish = (next: string | null, how: "key" | "blur") => {
    if (done.current) return;
    done.current = true;
    onDone(next === value ? null : next, how);
  };
  return (
    <input
      ref={input}
      className="lineinput"
      style={{ top }}
      aria-label={t("editLine", { line })}
      defaultValue={value}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      onBlur={(event) => finish(event.target.value, "blur")}
      onPaste={(event) => {
        const pasted = event.clipboardData.getData("text/plain");
        if (!pasted.trimEnd().includes("\n")) return;
        // A box of one line would glue the lines together.
        event.preventDefault();
        event.stopPropagation();
        const { value: now, selectionStart, selectionEnd } = event.currentTarget;
        finish(
          now.slice(0, selectionStart ?? 0) + pasted.trimEnd() + now.slice(selectionEnd ?? now.length),
          "key",
        );
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Enter") finish(event.currentTarget.value, "key");
        else if (event.key === "Escape") finish(null, "key");
      }}
    />
  );
}
