"use client";

import { useTranslations } from "use-intl";
import type { ApiError } from "@/lib/client/api-error";
import type { CreateHindrance } from "@/lib/client/may-create";
import { DataTable } from "../data-table/data-table";
import { SkeletonRows } from "../data-table/skeleton-rows";
import { useCopy } from "../ui/copy-button";
import { ProblemCard } from "../ui/problem-details";
import { useFileColumns } from "./file-columns";
import type { FileRow } from "./file-rows";
import { FilesEmpty } from "./files-empty";
import { FilesNotice } from "./files-notice";
import type { Files } from "./use-files";

interface FileTableProps {
  connection: string;
  hindrance: CreateHindrance | null;
  files: Files;
  rows: readonly FileRow[];
  onDelete: (row: FileRow) => void;
}

/** The card with the rows; what could not be read is said above them. */
export function FileTable({ connection, hindrance, files, rows, onDelete }: FileTableProps) {
  const t = useTranslations("files");
  const copy = useCopy();
  const { list, known, fault } = files;
  const columns = useFileColumns({ connection, hindrance, read: files.read, onDelete });
  if (!list && fault) return <NotRead files={files} fault={fault} />;
  return (
    <section className="card" aria-label={t("caption")}>
      <FilesNotice files={files} />
      {!list ? (
        <SkeletonRows columns={columns} className="files" caption={t("caption")} waiting={files.isPending} />
      ) : rows.length > 0 ? (
        <DataTable
          caption={t("caption")}
          className="files"
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          total={rows.length}
          offset={0}
          actions={{ copy: (id) => void copy(rows.find((row) => row.id === id)?.name ?? id) }}
        />
      ) : (
        known === "now" && <FilesEmpty />
      )}
    </section>
  );
}

function NotRead({ files: { isFetching, refetch }, fault }: { files: Files; fault: ApiError }) {
  const t = useTranslations("files");
  return (
    <section className="card">
      <ProblemCard title={t("notRead")} error={fault}>
        <button type="button" className="btn" aria-busy={isFetching} onClick={() => refetch()}>
          {t("tryAgain")}
        </button>
      </ProblemCard>
    </section>
  );
}
