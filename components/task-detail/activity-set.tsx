"use client";

import { Fragment, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { ActivitySet as Chosen } from "@/lib/contracts/activity";
import { Moment } from "../time/moment";
import { SafeText } from "../ui/safe-text";
import { useWords } from "../ui/use-words";

/** How the devices of a write were chosen, in a line; ids that were given one by one are told by their number alone. */
export function ActivitySet({ set }: { set: Chosen }) {
  const t = useTranslations("activity.set");
  const comma = useTranslations("task")("comma");
  const word = useWords("status");
  if (set.by === "targets") return null;
  const { status = [], cause = [], q, tries, changedBefore, first } = set;
  const known: (ReactNode | false)[] = [
    set.by === "all" && t("all"),
    first !== undefined && t("first", { count: first }),
    status.length > 0 && status.map((each) => word(each) ?? each).join(comma),
    cause.length > 0 && t.rich("cause", { text: () => <SafeText text={cause.join(comma)} /> }),
    q !== undefined && t.rich("device", { text: () => <SafeText text={q} /> }),
    tries !== undefined && t("tries", { count: tries }),
    changedBefore !== undefined && t.rich("unchanged", { at: () => <Moment at={changedBefore} exact /> }),
    set.kept === true && t("kept"),
  ];
  const parts = known.filter((part) => part !== false);
  if (parts.length === 0) return null;
  return (
    <p className="small soft">
      {parts.map((part, index) => (
        // The parts of one operation never change.
        <Fragment key={String(index)}>
          {index > 0 && comma}
          {part}
        </Fragment>
      ))}
    </p>
  );
}
