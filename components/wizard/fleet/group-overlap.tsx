"use client";

import { useQueries, useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { groupOverlapOptions, groupSampleOptions } from "@/lib/client/fleet-queries";
import { overlapLimits } from "@/lib/contracts/fleet-pickers";
import { Moment } from "../../time/moment";
import { Icon } from "../../ui/icon";
import type { ChosenGroup } from "./chosen-group";
import { useSettled } from "./use-settled";

/** The choice has to stay the same for so long before it is counted: each count is many calls of the platform. */
const settledMs = 1_200;

/** How many devices several groups are together: exact for small ones, else what is known for sure. */
export function GroupOverlap({ connection, chosen }: { connection: string; chosen: readonly ChosenGroup[] }) {
  const t = useTranslations("fleet");
  const ids = chosen.map(({ groupId }) => groupId).sort();
  const places = useQueries({
    queries: ids.map((groupId) => ({ ...groupSampleOptions(connection, groupId), retry: false })),
    combine: (sizes) =>
      sizes.reduce<number | null>((sum, { data }) => (sum === null || !data ? null : sum + data.total), 0),
  });
  const key = ids.join(" ");
  const isSettled = useSettled(key, settledMs) === key;
  const isSmall =
    places !== null && places <= overlapLimits.members && ids.length <= overlapLimits.groups.max;
  const overlap = useQuery({ ...groupOverlapOptions(connection, ids), enabled: isSmall && isSettled });
  const counted = overlap.data;
  return (
    <p className="row tight" role="status">
      <Icon name="group" size="s" />
      <span>
        {counted && counted.distinct !== null ? (
          <>
            {counted.distinct === counted.total
              ? t("overlap.none", { devices: counted.distinct })
              : t("overlap.some", { places: counted.total, devices: counted.distinct })}{" "}
            <Moment at={counted.readAt} exact className="soft" />
          </>
        ) : (
          <>
            {places !== null && t("overlap.places", { places })} {t("overlap.once")}
          </>
        )}
      </span>
    </p>
  );
}
