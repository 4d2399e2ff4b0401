"use client";

import { useTranslations } from "use-intl";
import { draftFileAddress } from "@/lib/client/draft-queries";
import type { CreateHindrance } from "@/lib/client/may-create";
import { useCopy } from "../ui/copy-button";
import { Icon } from "../ui/icon";
import { Menu } from "../ui/menu";
import type { MenuEntry } from "../ui/menu-panel";
import { type FileRow, isBeingSent } from "./file-rows";

interface FileMenuProps {
  row: FileRow;
  connection: string;
  hindrance: CreateHindrance | null;
  onDelete: (row: FileRow) => void;
}

/** What can be done with one workbook; its content is handed out with its draft or template. */
export function FileMenu({ row, connection, hindrance, onDelete }: FileMenuProps) {
  const t = useTranslations("files");
  const copy = useCopy();
  const { name, onPlatform, kept } = row;
  // Who may not create is not handed the content either, of a template least of all.
  const draftId = hindrance === "no_permission" ? null : (row.draft?.draftId ?? null);
  const entries: MenuEntry[] = [];
  if (draftId !== null && (kept?.problemCount ?? 0) > 0) {
    entries.push({
      ...{ kind: "item", key: "marked", icon: "download", text: t("marked"), download: true },
      href: draftFileAddress(connection, draftId, true),
    });
  }
  if (onPlatform) {
    entries.push({
      ...{ kind: "item", key: "id", icon: "copy", text: t("copyId") },
      onSelect: () => void copy(onPlatform.fileId),
    });
  }
  entries.push({
    ...{ kind: "item", key: "name", icon: "copy", text: t("copyName") },
    onSelect: () => void copy(onPlatform?.fileName ?? name),
  });
  if (onPlatform || row.draft?.mine) {
    const off = row.outside
      ? t("leftAlone")
      : hindrance
        ? t(`hindrance.${hindrance}`)
        : onPlatform && isBeingSent(row)
          ? t("inUse")
          : undefined;
    entries.push(
      { kind: "line", key: "line" },
      {
        ...{ kind: "item", key: "delete", icon: "trash", hindrance: off },
        text: t(onPlatform ? "delete.menu" : "takeOut.menu"),
        onSelect: () => onDelete(row),
      },
    );
  }
  return (
    <span className="row tight end">
      {draftId !== null && (
        <a
          className="btn sm ghost"
          href={draftFileAddress(connection, draftId, false)}
          aria-label={t("downloadOf", { name })}
          download
        >
          <Icon name="download" size="s" />
          {t("download")}
        </a>
      )}
      <Menu
        label={t("moreOf", { name })}
        buttonClass="iconbtn"
        place="right"
        button={<Icon name="more" />}
        entries={entries}
      />
    </span>
  );
}
