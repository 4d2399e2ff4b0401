"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Moment } from "../time/moment";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { DeviceId } from "../ui/id-text";
import { PageLink } from "../ui/page-link";
import { SafeText } from "../ui/safe-text";
import { statusLooks } from "../ui/status-looks";
import { typeIcons } from "../ui/type-icons";
import { useWords } from "../ui/use-words";
import type { SearchOption } from "./search-options";

interface SearchRowProps {
  id: string;
  /** What kind of result it is, for who does not see the headings between them. */
  group: string;
  option: SearchOption;
  marked: boolean;
  onChoose: () => void;
  /** A link was followed by the pointer. */
  onLeave: () => void;
}

/** One result: what it is, and a line that tells it from others. */
export function SearchRow({ id, group, option, marked, onChoose, onLeave }: SearchRowProps) {
  const line = useLine(option);
  const body = (
    <>
      <span className={line.tone ? `s-${line.tone} tint` : "tint"}>
        <Icon name={line.icon} />
      </span>
      <span className="body">
        <span className="sr">{group}: </span>
        {line.text}
        {line.note && <small>{line.note}</small>}
      </span>
      {marked && <Icon name="arrowr" size="s" />}
    </>
  );
  const shared = { id, role: "option", "aria-selected": marked, tabIndex: -1, className: "hit" } as const;
  if (option.kind === "find") {
    return (
      <button type="button" {...shared} onClick={onChoose}>
        {body}
      </button>
    );
  }
  return (
    <PageLink {...shared} href={option.href} onClick={onLeave}>
      {body}
    </PageLink>
  );
}

interface Line {
  icon: IconName;
  /** Of a status. */
  tone?: string;
  text: ReactNode;
  note?: ReactNode;
}

function useLine(option: SearchOption): Line {
  const t = useTranslations("shell");
  const status = useWords("status");
  const type = useWords("type");
  const word = (each: string) => status(each) ?? each;
  switch (option.kind) {
    case "open":
      return {
        icon: "tasks",
        text: t("found.openTask"),
        note: <span className="mono">{option.taskId}</span>,
      };
    case "find":
      return { icon: "search", text: t("found.findAll", { count: option.ids.length }) };
    case "names":
      return { icon: "filter", text: t("found.names", { text: option.text }) };
    case "task": {
      const { found } = option;
      return {
        icon: typeIcons[found.type] ?? "init",
        text: <SafeText text={found.name} />,
        note: (
          <>
            {type(found.type) ?? found.type} · {word(found.status)} · <Moment at={found.createdAt} />
          </>
        ),
      };
    }
    case "device": {
      const { deviceId, tasks, last } = option.found;
      return {
        icon: "chip",
        text: <DeviceId id={deviceId} />,
        note: (
          <>
            {t("found.inTasks", { count: tasks })}
            {last && (
              <>
                {" · "}
                {word(last.status)} <Moment at={last.at} />
              </>
            )}
          </>
        ),
      };
    }
    case "subtask": {
      const { found } = option;
      const look = statusLooks[found.status];
      return {
        icon: look?.icon ?? "init",
        ...(look ? { tone: look.tone } : {}),
        text: <SafeText text={found.name} />,
        note: (
          <>
            {word(found.status)} · <Moment at={found.at} />
          </>
        ),
      };
    }
    case "file": {
      const { name, task, at } = option.found;
      return {
        icon: "file",
        text: <SafeText text={name} />,
        note: (
          <>
            {task ? <SafeText text={task.name} /> : t("found.kept")} · <Moment at={at} />
          </>
        ),
      };
    }
  }
}
