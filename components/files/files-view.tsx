"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { asApiError } from "@/lib/client/api-error";
import { fileListOptions } from "@/lib/client/file-queries";
import type { CreateHindrance } from "@/lib/client/may-create";
import type { Connection } from "@/lib/contracts/connections";
import type { StoredFile } from "@/lib/contracts/files";
import { useCopy } from "../ui/copy-button";
import { showToast } from "../ui/toast";
import { DeleteDialog } from "./delete-dialog";
import { FileCards } from "./file-cards";
import { type FileRow, mergeFiles } from "./file-rows";
import { FileTable } from "./file-table";
import { FilesHeader } from "./files-header";
import { UploadDialog } from "./upload-dialog";

interface FilesViewProps {
  connection: Pick<Connection, "slug" | "fileRows">;
  hindrance: CreateHindrance | null;
}

const none: readonly FileRow[] = [];

/** What is stored on the platform, for how long yet, and what is only here. */
export function FilesView({ connection: { slug, fileRows }, hindrance }: FilesViewProps) {
  const t = useTranslations("files");
  const copy = useCopy();
  const { data, error, isPending, isFetching, refetch, dataUpdatedAt } = useQuery(fileListOptions(slug));
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<FileRow | null>(null);
  const rows = useMemo(() => (data ? mergeFiles(data) : none), [data]);
  const read = { readAt: data?.readAt ?? "", receivedAt: dataUpdatedAt };
  const finishAdding = ({ fileName }: StoredFile) => {
    setAdding(false);
    showToast({ text: t("stored", { name: fileName }), icon: "check", tone: "success" });
  };
  return (
    <>
      <FilesHeader
        hindrance={hindrance}
        isFull={data !== undefined && data.slots.used >= data.slots.of}
        rows={rows}
        read={read}
        onAdd={() => setAdding(true)}
      />
      <FileCards list={data} rows={rows} read={read} maxRows={fileRows} />
      <FileTable
        connection={slug}
        hindrance={hindrance}
        rows={data && rows}
        read={read}
        waiting={isPending}
        fault={asApiError(error)}
        trying={isFetching}
        onRetry={() => void refetch()}
        onDelete={setLeaving}
        onCopy={(name) => void copy(name)}
      />
      {adding && <UploadDialog connection={slug} onStored={finishAdding} onClose={() => setAdding(false)} />}
      {leaving && <DeleteDialog connection={slug} row={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}
