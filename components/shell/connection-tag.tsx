"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";

/** What kind of connection this is; tags never use a status colour. */
export function ConnectionTag({ connection }: { connection: Connection }) {
  const t = useTranslations("shell");
  if (connection.archived) return <span className="tag">{t("archived")}</span>;
  if (connection.sandbox) return <span className="tag sandbox-tag">{t("sandbox")}</span>;
  return null;
}

/** Where it points to: region, or the host when there is none. */
export function connectionPlace(connection: Connection): string {
  return connection.region ?? connection.endpoint.replace(/^https?:\/\//, "");
}
