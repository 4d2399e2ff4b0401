"use client";

import { useQueries } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { groupSampleOptions } from "@/lib/client/fleet-queries";
import type { Connection } from "@/lib/contracts/connections";
import { Moment } from "../../time/moment";
import { SafeText } from "../../ui/safe-text";
import { useFormatNumber } from "../../ui/use-format";
import { groupIdsOf } from "../build-task";
import type { Reviewed } from "./read-reviewed";

/** Each is a call to the platform; more of them are not counted here. */
const mostCounted = 20;

/** Groups with the sizes they have now; what they hold when the task runs is another matter. */
export function TouchedGroups({
  connection,
  reviewed: { draft },
}: {
  connection: Connection;
  reviewed: Reviewed;
}) {
  const t = useTranslations("review");
  const number = useFormatNumber();
  const names = new Map(draft.groups.map(({ groupId, name }) => [groupId, name]));
  const ids = groupIdsOf(draft);
  // A legacy platform tells nothing of its groups (sheet §13).
  const counted = connection.kind === "v5" ? ids.slice(0, mostCounted) : [];
  const samples = useQueries({ queries: counted.map((id) => groupSampleOptions(connection.slug, id)) });
  const sizes = samples.map(({ data }) => data?.total ?? null);
  const known = sizes.filter((size) => size !== null);
  const readAt = Math.max(0, ...samples.map(({ dataUpdatedAt }) => dataUpdatedAt));
  return (
    <div className="stack tight">
      <ul className="groups" aria-label={t("groups.title")}>
        {ids.map((id, at) => (
          <li key={id}>
            <SafeText text={names.get(id) ?? id} />
            <span className="mute">{sizeWords(sizes[at], samples[at]?.isError ?? true)}</span>
          </li>
        ))}
      </ul>
      {known.length === ids.length && ids.length > 1 && (
        <p className="soft">{t("groups.total", { count: known.reduce((sum, size) => sum + size, 0) })}</p>
      )}
      {readAt > 0 && (
        <p className="mute small">
          {t.rich("groups.readAt", { time: () => <Moment at={new Date(readAt).toISOString()} exact /> })}
        </p>
      )}
    </div>
  );

  function sizeWords(size: number | null | undefined, failed: boolean): string {
    if (size !== null && size !== undefined) return t("groups.size", { count: size, value: number(size) });
    return t(failed ? "groups.notCounted" : "groups.counting");
  }
}
