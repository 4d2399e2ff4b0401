"use client";

import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Activity } from "@/lib/contracts/activity";
import { Moment } from "../time/moment";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icons";
import { SafeText } from "../ui/safe-text";

export interface ActivityItemProps {
  item: Activity;
  /** Where tasks are: `/c/…/tasks`, in a frame below `/embed`. */
  root: string;
  /** The task whose page it is. */
  taskId: string;
  onOpen: (operationId: string) => void;
}

/** The frame of all that happened: what, when, and from where if not from the console. */
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
