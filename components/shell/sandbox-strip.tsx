"use client";

import { useTranslations } from "use-intl";
import { mayAdminister } from "@/lib/client/may-administer";
import type { Connection } from "@/lib/contracts/connections";
import type { CallerInfo } from "@/lib/contracts/session";
import { PageLink } from "../ui/page-link";
import { ConnectionTag } from "./connection-tag";

interface SandboxStripProps {
  connection: Connection;
  connections: readonly Connection[];
  caller: CallerInfo;
}

/** Nothing here is real; while nothing else is connected either, it leads to where that is done. */
export function SandboxStrip({ connection, connections, caller }: SandboxStripProps) {
  const t = useTranslations("shell");
  const isAllThereIs = connections.every(({ sandbox, archived }) => sandbox || archived);
  return (
    <aside className="sandbox" aria-label={t("tag.sandbox")}>
      <ConnectionTag connection={connection} />
      <span>{t("sandboxStrip")}</span>
      {isAllThereIs && mayAdminister(caller) && (
        <PageLink href="/settings/connections/new">{t("connectOwn")}</PageLink>
      )}
    </aside>
  );
}
