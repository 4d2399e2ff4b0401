"use client";

import { useTranslations } from "use-intl";
import { findTaskType } from "@/lib/domain/task-types";
import { Icon } from "../ui/icon";
import { Menu } from "../ui/menu";
import type { MenuEntry } from "../ui/menu-panel";
import { useFormatNumber } from "../ui/use-format";
import type { FailureMoreControls } from "./failure-more";
import type { FailureRowProps } from "./failure-props";

/** What else can be done about a cause. */
export function FailureMenu({
  cause,
  task,
  mayNote,
  onRerun,
  onExport,
  more,
}: FailureRowProps & { more: FailureMoreControls }) {
  const t = useTranslations("causes");
  const number = useFormatNumber();
  const inPlace = findTaskType(task.type)?.retryable !== false;
  const entries: (MenuEntry | false | undefined)[] = [
    // The texts are those of now: a frozen view has the commonest one of each cause.
    task.capabilities.rerun.reason !== "frozen" && {
      ...{ kind: "item", key: "texts", icon: "json", text: t("showTexts") },
      onSelect: () => more.show("texts"),
    },
    mayNote && {
      ...{ kind: "item", key: "note", icon: "message", text: t(cause.note ? "editNote" : "addNote") },
      onSelect: () => more.show("note"),
    },
    inPlace &&
      task.capabilities.rerun.allowed &&
      onRerun && {
        ...{ kind: "item", key: "rerun", icon: "clone", text: t("rerun"), count: number(cause.count) },
        onSelect: () => onRerun(cause),
      },
    onExport && {
      ...{ kind: "item", key: "export", icon: "download", text: t("export"), count: number(cause.count) },
      onSelect: () => onExport(cause),
    },
  ];
  const offered = entries.filter((entry) => entry !== false && entry !== undefined);
  if (offered.length === 0) return null;
  return (
    <Menu
      label={t("more", { cause: cause.message ?? cause.code ?? t("noText") })}
      buttonClass="btn sm ghost"
      button={<Icon name="more" size="s" />}
      place="right"
      entries={offered}
    />
  );
}
