"use client";

import type { Theme } from "@/lib/i18n/locales";
import { Shortcuts } from "./shortcuts";
import { LanguageSwitch, ThemeSwitch } from "./view-switches";

interface ShellToolsProps {
  home: string;
  /** Null where there are none. */
  files: string | null;
  theme: Theme | null;
}

/** The end of the top bar. */
export function ShellTools({ home, files, theme }: ShellToolsProps) {
  return (
    <span className="row tight">
      <Shortcuts home={home} files={files} />
      <LanguageSwitch />
      <ThemeSwitch theme={theme} />
    </span>
  );
}
