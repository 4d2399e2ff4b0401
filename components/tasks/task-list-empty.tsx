"use client";

import { useTranslations } from "use-intl";
import type { Connection } from "@/lib/contracts/connections";
import { countFilters, outsideMuster, type TaskListState } from "@/lib/domain/task-list-url";
import { Icon } from "../ui/icon";
import { PageLink } from "../ui/page-link";
import { useWords } from "../ui/use-words";
import { useCreatedWords } from "./created-filter";

interface TaskListEmptyProps {
  kind: Connection["kind"];
  state: TaskListState;
  connectionName: string;
  /** Address of the wizard; null where nothing can be created. */
  newTask: string | null;
  onClear: () => void;
}

/** Nothing there: because nothing matches (names the filters), or because there is nothing yet. */
export function TaskListEmpty({ kind, state, connectionName, newTask, onClear }: TaskListEmptyProps) {
  const t = useTranslations("tasks");
  const status = useWords("status");
  const type = useWords("type");
  const created = useCreatedWords();
  const count = countFilters(state);
  if (count === 0) {
    return (
      <div className="mid">
        <Icon name="tasks" size="l" />
        <h2>{state.view === "all" ? t("emptyTitle", { name: connectionName }) : t("emptyView")}</h2>
        <p>
          {state.view !== "all" ? t("emptyViewText") : t(kind === "na" ? "legacyEmptyText" : "emptyText")}
        </p>
        {newTask && state.view === "all" && (
          <PageLink className="btn primary" href={newTask}>
            <Icon name="plus" />
            {t("newTask")}
          </PageLink>
        )}
      </div>
    );
  }
  const named = [
    state.q && t("named.q", { value: state.q }),
    state.status.length > 0 &&
      t("named.status", { value: state.status.map((each) => status(each) ?? each).join(t("comma")) }),
    state.type.length > 0 &&
      t("named.type", { value: state.type.map((each) => type(each) ?? each).join(t("comma")) }),
    state.space && t("named.space", { value: state.space }),
    state.by && t("named.by", { value: state.by === outsideMuster ? t("outside") : state.by }),
    state.target && t("named.target", { value: state.target }),
    state.created && t("named.created", { value: created(state.created) ?? state.created }),
  ].filter((part) => typeof part === "string" && part !== "");
  return (
    <div className="mid">
      <Icon name="filter" size="l" />
      <h2>{t("noMatch", { count })}</h2>
      <p>{named.join(t("semicolon"))}</p>
      <button type="button" className="btn" onClick={onClear}>
        {t("clearFilters")}
      </button>
    </div>
  );
}
