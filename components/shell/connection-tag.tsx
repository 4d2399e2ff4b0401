"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";

type Tagged = Pick<Connection, "archived" | "sandbox" | "purpose" | "kind">;

const boxes = { sandbox: " sandbox-tag", production: " prod", test: "" } as const;

/** What kind of connection this is, in at most two tags; they never use a status colour. */
export function ConnectionTag({ connection }: { connection: Tagged }) {
  const t = useTranslations("shell");
  const { archived, sandbox, purpose, kind } = connection;
  const use = sandbox ? "sandbox" : archived ? null : purpose;
  return (
    <>
      {use && <span className={`tag${boxes[use]}`}>{t(`tag.${use}`)}</span>}{" "}
      {archived && <span className="tag">{t("tag.archived")}</span>}{" "}
      {kind === "na" && !archived && (
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
