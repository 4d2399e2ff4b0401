"use client";

import { useTranslations } from "use-intl";
import type { ConnectionState } from "@/lib/contracts/connection-states";
import type { Connection } from "@/lib/contracts/connections";
import { ConnectionTag } from "../shell/connection-tag";
import { ActionButton } from "../ui/action-button";
import { PageLink } from "../ui/page-link";
import { ConnectionStateCell } from "./connection-state";
import { shortAddress } from "./read-address";

export interface ConnectionActions {
  /** The short name of the one that is being tested. */
  testing: string | null;
  onTest: (connection: Connection) => void;
  onArchive: (connection: Connection) => void;
}

interface ConnectionTableProps extends ConnectionActions {
  connections: readonly Connection[];
  states: readonly ConnectionState[];
}

const columns = ["connection", "signIn", "state", "source", "actions"] as const;

/** Every connection, living ones first. */
export function ConnectionTable({ connections, states, ...actions }: ConnectionTableProps) {
  const t = useTranslations("settings");
  return (
    <table className="rowcards connections">
      <caption className="sr">{t("caption")}</caption>
      <colgroup>
        {columns.map((column) => (
          <col key={column} className={`c-${column}`} />
        ))}
      </colgroup>
      <thead className="ruled">
        <tr>
          {columns.map((column) => (
            <th key={column} scope="col" className={`c-${column}`}>
              {column === "actions" ? (
                <span className="sr">{t("column.actions")}</span>
              ) : (
                t(`column.${column}`)
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {connections.map((connection) => (
          <tr key={connection.slug}>
            <td className="c-connection">
              <span className="row">
                <span className="stripe" />
                <span className="grow">
                  <span className="name row tight wrap">
                    <span className="any">{connection.name}</span> <ConnectionTag connection={connection} />
                  </span>
                  <span className="sub mono ell" title={connection.endpoint}>
                    {shortAddress(connection.endpoint)}
                  </span>
                  <span className="source-under">
                    <SourceNotes connection={connection} />
                  </span>
                </span>
              </span>
            </td>
            <td className="c-signIn">
              <SignsInWith connection={connection} />
            </td>
            <td className="c-state">
              <ConnectionStateCell
                connection={connection}
                state={states.find((state) => state.connection === connection.slug)}
              />
            </td>
            <td className="c-source">
              <Source connection={connection} />
            </td>
            <td className="c-actions">
              {!connection.archived && <RowActions connection={connection} {...actions} />}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SignsInWith({ connection }: { connection: Connection }) {
  const t = useTranslations("settings");
  const { signIn, accessKeyLast4, iamUser, iamDomain, appId } = connection;
  if (signIn === "app") return <>{t("with.app", { name: appId ?? "" })}</>;
  if (signIn === "keys")
    return <>{accessKeyLast4 ? t("with.keys", { last: accessKeyLast4 }) : t("with.noKeys")}</>;
  return (
    <>
      {t("with.iam", { name: iamUser ?? "" })}
      <span className="sub">{iamDomain}</span>
    </>
  );
}

function Source({ connection }: { connection: Connection }) {
  const t = useTranslations("settings");
  return (
    <>
      {t(`source.${connection.source}`)}
      <SourceNotes connection={connection} />
    </>
  );
}

/** Why it is not changed here, and how much of the platform it may use. */
function SourceNotes({ connection }: { connection: Connection }) {
  const t = useTranslations("settings");
  const { source, rateRead, rateWrite, kind } = connection;
  const limits = [
    ...(rateRead === null ? [] : [t(kind === "na" ? "limit.all" : "limit.read", { rate: rateRead })]),
    ...(rateWrite === null ? [] : [t("limit.write", { rate: rateWrite })]),
  ];
  return (
    <>
      {source !== "settings" && <span className="sub">{t(`sourceText.${source}`)}</span>}
      {limits.length > 0 && <span className="sub">{limits.join(t("comma"))}</span>}
    </>
  );
}

function RowActions(props: ConnectionActions & { connection: Connection }) {
  const { connection, testing, onTest, onArchive } = props;
  const t = useTranslations("settings");
  const { name, slug, source } = connection;
  const isTesting = testing === slug;
  return (
    <span className="row tight wrap end">
      <ActionButton
        className="sm"
        busy={isTesting}
        label={t("test.of", { name })}
        onPress={() => onTest(connection)}
      >
        {t(isTesting ? "test.running" : "test.start")}
      </ActionButton>
      {source === "settings" && (
        <>
          <PageLink
            className="btn sm ghost"
            href={`/settings/connections/${slug}`}
            aria-label={t("changeTitle", { name })}
          >
            {t("change")}
          </PageLink>
          <ActionButton
            className="sm ghost"
            label={t("archive.of", { name })}
            onPress={() => onArchive(connection)}
          >
            {t("archive.start")}
          </ActionButton>
        </>
      )}
    </span>
  );
}
