"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { ListPlace } from "@/lib/client/task-list-queries";
import { viewListOptions } from "@/lib/client/view-queries";
import type { CountedView } from "@/lib/contracts/saved-views";
import {
  plainList,
  readViewQuery,
  type TaskListState,
  taskViews,
  viewQueryOf,
} from "@/lib/domain/task-list-url";
import { ProblemCard } from "../ui/problem-details";
import { Tabs } from "../ui/tabs";
import { useViewActs } from "./use-view-acts";
import { ViewMenu } from "./view-menu";

interface ViewTabsProps {
  place: ListPlace;
  state: TaskListState;
  /** The kept view that was opened last: its changes can be saved to it. */
  opened: string | null;
  onOpen: (state: TaskListState, opened: string | null) => void;
}

const noViews: readonly CountedView[] = [];

/** Which tab an address belongs to: a kept view that is exactly it, else the built-in one it begins with. */
export function tabOf(
  state: TaskListState,
  views: readonly Pick<CountedView, "id" | "query">[],
  opened: string | null,
): string {
  const query = viewQueryOf(state);
  if (query === viewQueryOf({ ...plainList, view: state.view })) return state.view;
  const same = views.filter((view) => view.query === query);
  return (same.find(({ id }) => id === opened) ?? same[0])?.id ?? state.view;
}

/** Built-in and kept views with their counts, and what can be done with the kept ones. */
export function ViewTabs({ place, state, opened, onOpen }: ViewTabsProps) {
  const t = useTranslations("tasks");
  const { data } = useQuery(viewListOptions(place));
  const acts = useViewActs(place);
  const kept = data?.items ?? noViews;
  const selected = tabOf(state, kept, opened);
  const open = (key: string) => {
    const view = kept.find(({ id }) => id === key);
    const builtIn = taskViews.find((each) => each === key);
    if (view) onOpen(readViewQuery(view.query).state, view.id);
    else if (builtIn) {
      const { size, density, cols } = state;
      onOpen({ ...plainList, size, density, cols, view: builtIn }, null);
    }
  };
  return (
    <>
      <div className="listtop">
        <Tabs
          label={t("views.label")}
          controls="task-rows"
          selected={selected}
          tabs={[
            ...taskViews.map((view) => ({
              key: view,
              text: t(`views.${view}`),
              count: data?.builtIn[view],
            })),
            ...kept.map(({ id, name, count, owner }) => ({
              key: id,
              text: owner.id === place.personId ? name : t("views.by", { name, owner: owner.name }),
              count,
            })),
          ]}
          onSelect={open}
        />
        <ViewMenu
          place={place}
          acts={acts}
          state={state}
          current={kept.find(({ id }) => id === selected) ?? null}
          edited={selected === opened ? null : (kept.find(({ id }) => id === opened) ?? null)}
          onOpen={onOpen}
        />
      </div>
      {acts.error && <ProblemCard title={t("views.failed")} error={acts.error} />}
    </>
  );
}
