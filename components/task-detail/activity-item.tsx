"use client";

import { useTranslations } from "use-intl";
import type { Activity } from "@/lib/contracts/activity";
import type { IconName } from "../ui/icons";
import { deviceTail } from "../ui/id-text";
import { SafeText } from "../ui/safe-text";
import { useWords } from "../ui/use-words";
import { type ActivityItemProps, ActivityLine, Who } from "./activity-line";
import { ActivityOperation } from "./activity-operation";

/** One thing that happened: what and by whom, when, and from where if not from the console. */
export function ActivityItem(props: ActivityItemProps) {
  const { item } = props;
  if (item.kind === "operation") return <ActivityOperation {...props} item={item} />;
  if (item.kind === "act") return <PersonsAct item={item} />;
  return <PlatformsTurn item={item} />;
}

const actIcons = {
  export: "download",
  reveal: "eye",
  freeze: "snow",
  note: "message",
  note_deleted: "message",
} as const satisfies Record<string, IconName>;

function PersonsAct({ item }: { item: Extract<Activity, { kind: "act" }> }) {
  const t = useTranslations("activity");
  const { act, by, subject } = item;
  return (
    <ActivityLine
      icon={actIcons[act]}
      at={item.at}
      surface={item.surface}
      text={t.rich(`act.${act}`, {
        who: () => <Who name={by.name} />,
        count: item.count ?? 0,
        what: () =>
          subject === null ? null : <Subject text={act === "reveal" ? deviceTail(subject) : subject} />,
      })}
    />
  );
}

function Subject({ text }: { text: string }) {
  return (
    <span className="mono">
      <SafeText text={text} />
    </span>
  );
}

function PlatformsTurn({ item }: { item: Exclude<Activity, { kind: "operation" | "act" }> }) {
  const t = useTranslations("activity");
  const word = useWords("status");
  if (item.kind === "status") {
    const [before, after] = [item.before, item.after].map((status) => word(status) ?? status);
    return (
      <ActivityLine
        icon="cloud"
        at={item.at}
        text={t("status", { before: before ?? "", after: after ?? "" })}
      />
    );
  }
  const told = {
    made: { icon: "plus", text: t("made") },
    seen: { icon: "eye", text: t("seen") },
    deleted: { icon: "trash", text: t("deleted") },
  } as const;
  return <ActivityLine at={item.at} {...told[item.kind]} />;
}
