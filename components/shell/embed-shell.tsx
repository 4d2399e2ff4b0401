"use client";

import { usePathname, useSearchParams } from "next/navigation";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import { Icon } from "../ui/icon";
import { ConnectionTag } from "./connection-tag";
import { Logo } from "./logo";
import { SessionGate } from "./session-gate";

/** A page in a portal's frame: a bar of 40 px instead of the shell. */
export function EmbedShell(props: { connection: Connection; freshness?: ReactNode; children: ReactNode }) {
  const { connection, freshness, children } = props;
  const t = useTranslations("shell");
  const pathname = usePathname();
  const query = useSearchParams().toString();
  const address = `${pathname.replace(/^\/embed/, "")}${query ? `?${query}` : ""}`;
  return (
    <SessionGate>
      <div className="embed">
        <header className="ebar">
          <Logo />
          <span className="med ell">{connection.name}</span>
          <ConnectionTag connection={connection} />
          <span className="grow" />
          {freshness}
          <a className="btn sm ghost" href={address} target="_blank" rel="noopener" title={t("openInMuster")}>
            <span className="wide-only">{t("openInMuster")}</span>
            <Icon name="external" size="s" />
          </a>
        </header>
        <main className="page" id="content">
          {children}
        </main>
      </div>
    </SessionGate>
  );
}
