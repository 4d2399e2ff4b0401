"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { CreateHindrance } from "@/lib/client/may-create";
import type { Column } from "../data-table/column";
import { Moment } from "../time/moment";
import { Icon } from "../ui/icon";
import { SafeText } from "../ui/safe-text";
import { FileFacts } from "./file-facts";
import { FileMenu } from "./file-menu";
import { FilePlace } from "./file-place";
import type { FileRow } from "./file-rows";
import { FileUsers } from "./file-users";
import type { ReadMoment } from "./time-left";

interface FileColumnsInput {
  connection: string;
  hindrance: CreateHindrance | null;
  read: ReadMoment;
  onDelete: (row: FileRow) => void;
}

/** The columns of the table, in their order. */
export function useFileColumns(input: FileColumnsInput): Column<FileRow>[] {
  const t = useTranslations("files");
  const { connection, hindrance, onDelete } = input;
  const { readAt, receivedAt } = input.read;
  return useMemo(
    () => [
      {
        key: "c-file",
        head: t("columns.file"),
        cell: (row) => <FileFacts row={row} sender={<Sender row={row} />} />,
      },
      { key: "c-by", head: t("columns.by"), cell: (row) => <Sender row={row} /> },
      {
        key: "c-added",
        head: (
          <>
            {t("columns.added")}
            <Icon name="sortdown" size="xs" />
          </>
        ),
        sorted: "descending",
        cell: ({ addedAt }) =>
          addedAt ? <Moment at={addedAt} className="nowrap" /> : <span className="mute">–</span>,
      },
      {
        key: "c-where",
        head: t("columns.where"),
        cell: (row) => <FilePlace row={row} read={{ readAt, receivedAt }} />,
      },
      {
        key: "c-used",
        head: t("columns.usedBy"),
        cell: (row) => <FileUsers row={row} root={`/c/${connection}`} />,
      },
      {
        key: "c-more",
        right: true,
        head: <span className="sr">{t("columns.actions")}</span>,
        cell: (row) => (
          <FileMenu row={row} connection={connection} hindrance={hindrance} onDelete={onDelete} />
        ),
      },
    ],
    [t, connection, hindrance, onDelete, readAt, receivedAt],
  );
}

function Sender({ row: { by } }: { row: FileRow }) {
  const t = useTranslations("files");
  return by === null ? <span className="mute">{t("outside")}</span> : <SafeText text={by} />;
}
