"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { allActivityOptions } from "@/lib/client/activity-queries";
import type { TaskPlace } from "@/lib/client/subtask-queries";
import type { Activity } from "@/lib/contracts/activity";
import { ActivityItem } from "./activity-item";
import type { ActivityItemProps } from "./activity-line";

interface ActivityAllProps extends Omit<ActivityItemProps, "item"> {
  place: TaskPlace;
  /** What is shown until the first page of all is there. */
  newest: readonly Activity[];
}

/** Everything that happened, as far back as somebody asks. */
export function ActivityAll({ place, newest, ...item }: ActivityAllProps) {
  const t = useTranslations("activity");
  const task = useTranslations("task");
  const { data, isError, isFetching, hasNextPage, fetchNextPage, refetch } = useInfiniteQuery(
    allActivityOptions(place),
  );
  const items = data?.pages.flatMap((page) => page.items) ?? newest;
  return (
    <>
      <ol className="tl">
        {items.map((each) => (
          <ActivityItem key={each.key} item={each} {...item} />
        ))}
      </ol>
      {isError && (
        <p className="mute small" role="status">
          {t("failed")}{" "}
          <button type="button" className="linkbtn" onClick={() => void refetch()}>
            {task("tryNow")}
          </button>
        </p>
      )}
      {hasNextPage && (
        <button
          type="button"
          className="linkbtn mt-2"
          aria-busy={isFetching}
          onClick={() => void fetchNextPage()}
        >
          {t("showOlder")}
        </button>
      )}
    </>
  );
}
