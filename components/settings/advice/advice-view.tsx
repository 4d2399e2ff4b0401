"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { causeNotesOptions } from "@/lib/client/cause-queries";
import { useUrlState } from "@/lib/client/use-url-state";
import { choiceField, numberField, textField } from "@/lib/domain/url-state";
import { DebouncedInput } from "../../ui/debounced-input";
import { Pager } from "../../ui/pager";
import { ProblemCard } from "../../ui/problem-details";
import { AdviceTable } from "./advice-table";
import type { NotedConnection } from "./noted-connection";

interface AdviceViewProps {
  /** Shown unless the address names another one. */
  first: string;
  connections: readonly NotedConnection[];
}

const kinds = ["all", "noted", "unadvised"] as const;
const size = 50;

const fields = {
  connection: textField(40),
  q: textField(128),
  only: choiceField(kinds, "all"),
  page: numberField(1, (value) => value >= 1),
};

/** Every cause met on a connection with what console and team know of it; notes are written in place. */
export function AdviceView({ first, connections }: AdviceViewProps) {
  const t = useTranslations("causes");
  const { state, change } = useUrlState(fields);
  const chosen = connections.find(({ slug }) => slug === (state.connection || first));
  if (!chosen) {
    return (
      <section className="card">
        <p className="mid soft">{t("noConnection")}</p>
      </section>
    );
  }
  return (
    <section className="card" aria-labelledby="advice-title">
      <header>
        <h2 id="advice-title">{t("settingsTitle")}</h2>
        <p>{t("settingsText")}</p>
      </header>
      <div className="subfilters">
        <DebouncedInput
          label={t("search")}
          icon="search"
          className="sm:max-w-60"
          value={state.q}
          onChange={(q) => change({ q, page: 1 }, "replace")}
        />
        <label className="row tight">
          <span className="sr">{t("which")}</span>
          <select
            className="chip"
            value={state.only}
            onChange={({ target }) =>
              change({ only: kinds.find((kind) => kind === target.value) ?? "all", page: 1 }, "replace")
            }
          >
            {kinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`only.${kind}`)}
              </option>
            ))}
          </select>
        </label>
        {connections.length > 1 && (
          <label className="row tight">
            <span className="sr">{t("connection")}</span>
            <select
              className="chip"
              value={chosen.slug}
              onChange={({ target }) => change({ connection: target.value, page: 1 }, "replace")}
            >
              {connections.map(({ slug, name }) => (
                <option key={slug} value={slug}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
      </div>
      <Causes
        connection={chosen}
        query={{ q: state.q || undefined, only: state.only === "all" ? undefined : state.only }}
        page={state.page}
        onPage={(page) => change({ page }, "replace")}
      />
    </section>
  );
}

interface CausesProps {
  connection: NotedConnection;
  query: { q?: string | undefined; only?: "noted" | "unadvised" | undefined };
  page: number;
  onPage: (page: number) => void;
}

function Causes({ connection, query, page, onPage }: CausesProps) {
  const t = useTranslations("causes");
  const list = useQuery(causeNotesOptions(connection.slug, { ...query, page, limit: size }));
  const fault = asApiError(list.error);
  if (!list.data && fault) return <ProblemCard title={t("notRead")} error={fault} />;
  if (!list.data) {
    return (
      <p className="mid soft" role="status">
        {t("reading")}
      </p>
    );
  }
  const { items, page: found } = list.data;
  const filtered = query.q !== undefined || query.only !== undefined;
  if (items.length === 0) return <p className="mid soft">{t(filtered ? "nothingMatches" : "nothingMet")}</p>;
  return (
    <>
      {fault && <ProblemCard title={t("notRead")} error={fault} />}
      <AdviceTable connection={connection} causes={items} />
      {found.pages > 1 && (
        <Pager
          page={page}
          pages={found.pages}
          size={size}
          summary={t("causesCount", { count: found.total })}
          onPage={onPage}
        />
      )}
    </>
  );
}
