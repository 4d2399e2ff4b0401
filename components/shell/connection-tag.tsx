"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";

type Tagged = Pick<Connection, "archived" | "sandbox" | "purpose" | "kind">;

const boxes = { archived: "", sandbox: " sandbox-tag", production: " prod", test: "" } as const;

/** What kind of connection this is, in at most two tags; they never use a status colour. */
export function ConnectionTag({ connection }: { connection: Tagged }) {
  const t = useTranslations("shell");
  const use = connection.archived ? "archived" : connection.sandbox ? "sandbox" : connection.purpose;
  return (
    <>
      {use && <span className={`tag${boxes[use]}`}>{t(`tag.${use}`)}</span>}
      {connection.kind === "na" && (
        <span className="tag" title={t("legacyText")}>
          {t("tag.legacy")}
        </span>
      )}
    </>
  );
}

/** Where it points to: region, or the host when there is none. */
export function connectionPlace(connection: Connection): string {
  return connection.region ?? connection.endpoint.replace(/^https?:\/\//, "");
}
