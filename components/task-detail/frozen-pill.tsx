"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { type FrozenPlace, frozenOptions } from "@/lib/client/frozen-queries";
import { useTimeView } from "../time/clock";
import { formatExactMoment, formatUtc } from "../time/format-time";
import { Icon } from "../ui/icon";

/** Instead of how old the data is: the moment it is of. Nothing while that is not known. */
export function FrozenPill({ place }: { place: FrozenPlace }) {
  const t = useTranslations("frozen");
  const view = useTimeView();
  const { data } = useQuery(frozenOptions(place));
  if (!data) return null;
  const at = new Date(data.at);
  return (
    <span className="fresh kept told" title={formatUtc(at)}>
      <Icon name="snow" size="s" />
      <span className="ell">
        {t.rich("pill", { b: (text) => <b>{text}</b>, time: formatExactMoment(at, view) })}
      </span>
    </span>
  );
}
