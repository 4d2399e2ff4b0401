import type { ReactNode } from "react";
import type { Connection } from "@/lib/contracts/connections";
import type { CallerInfo } from "@/lib/contracts/session";
import type { Theme } from "@/lib/i18n/locales";

export interface ConsoleShellProps {
  caller: CallerInfo;
  connections: readonly Connection[];
  /** Null before there is any. */
  connection: Connection | null;
  /** Which part of the console the page is. */
  section: "tasks" | "files" | "settings" | "account";
  /** Shown as a strip above the page; null shows none. */
  secondFactorOffer: "offered" | "needed" | null;
  theme: Theme | null;
  /** The pill in the top bar; pages without data of the platform have none. */
  freshness?: ReactNode;
  children: ReactNode;
}
