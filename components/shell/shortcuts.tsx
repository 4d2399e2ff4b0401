"use client";

import { useRouter } from "next/navigation";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { findOpenDialog } from "@/lib/client/find-open-dialog";
import { Icon } from "../ui/icon";
import { areShortcutsOn, isTyping } from "./shortcut-rules";

const ShortcutSheet = lazy(async () => ({ default: (await import("./shortcut-sheet")).ShortcutSheet }));

const focusOn = (selector: string) => document.querySelector<HTMLElement>(selector)?.focus();
const press = (selector: string) => document.querySelector<HTMLElement>(selector)?.click();

interface ShortcutsProps {
  home: string;
  /** Null where there are none. */
  files: string | null;
}

/** The single keys every page shares; the ones of a table's rows are in `use-row-keys`. */
export function Shortcuts({ home, files }: ShortcutsProps) {
  const t = useTranslations("shell");
  const router = useRouter();
  const [sheet, showSheet] = useState(false);
  useEffect(() => {
    let afterG = 0;
    const places: Record<string, string> = { t: home, s: "/settings", ...(files ? { f: files } : {}) };
    const actions: Record<string, () => void> = {
      "/": () => focusOn("[data-search]"),
      "?": () => showSheet(true),
      n: () => press("[data-new-task]"),
      f: () => focusOn("[data-first-filter]"),
      ".": () => press("[data-read-now], .fresh button"),
      "[": () => press('[data-step="left"]'),
      "]": () => press('[data-step="right"]'),
      g: () => {
        afterG = Date.now();
      },
    };
    const onKey = (event: KeyboardEvent) => {
      if (isTyping(event) || findOpenDialog()) return;
      if (!areShortcutsOn() && event.key !== "?") return;
      const place = places[event.key];
      if (place && Date.now() - afterG < 1_000) {
        router.push(place);
        return;
      }
      const action = actions[event.key];
      if (!action) return;
      event.preventDefault();
      action();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [home, files, router]);
  return (
    <>
      <button
        type="button"
        className="btn ghost icon wide-only"
        aria-label={t("shortcuts")}
        title={t("shortcuts")}
        onClick={() => showSheet(true)}
      >
        <Icon name="keyboard" />
      </button>
      {sheet && (
        <Suspense>
          <ShortcutSheet withFiles={files !== null} close={() => showSheet(false)} />
        </Suspense>
      )}
    </>
  );
}
