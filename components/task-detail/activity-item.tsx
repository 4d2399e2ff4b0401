"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Activity } from "@/lib/contracts/activity";
import { Moment } from "../time/moment";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { deviceTail } from "../ui/id-text";
import { SafeText } from "../ui/safe-text";
import { useWords } from "../ui/use-words";
import { ActivityOperation } from "./activity-operation";

export interface ActivityItemProps {
  item: Activity;
  /** Where tasks are: `/c/…/tasks`, in a frame below `/embed`. */
  root: string;
  /** The task whose page it is. */
  taskId: string;
  onOpen: (operationId: string) => void;
}

/** One thing that happened: what and by whom, when, and from where if not from the console. */
export function ActivityItem(props: ActivityItemProps) {
  const { item } = props;
  if (item.kind === "operation") return <ActivityOperation {...props} item={item} />;
  if (item.kind === "act") return <PersonsAct item={item} />;
  return <PlatformsTurn item={item} />;
}

/** The frame of them all. */
export function ActivityLine({
  icon,
  at,
  surface = null,
  text,
  children,
}: {
  icon: IconName;
  at: string;
  surface?: "page" | "embed" | "api" | null;
  text: ReactNode;
  children?: ReactNode;
}) {
  const t = useTranslations("activity");
  return (
    <li>
      <span className="pt">
        <Icon name={icon} size="s" />
      </span>
      <div>
        <p>{text}</p>
        <span className="mute small">
          <Moment at={at} exact />
          {(surface === "embed" || surface === "api") && <> · {t(`surface.${surface}`)}</>}
        </span>
        {children}
      </div>
    </li>
  );
}

export function Who({ name }: { name: string }) {
  return (
    <b className="med">
      <SafeText text={name} />
    </b>
  );
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
