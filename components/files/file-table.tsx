"use client";

import { useTranslations } from "use-intl";
import type { ApiError } from "@/lib/client/api-error";
import type { CreateHindrance } from "@/lib/client/may-create";
import { DataTable } from "../data-table/data-table";
import { SkeletonRows } from "../data-table/skeleton-rows";
import { Moment } from "../time/moment";
import { Banner } from "../ui/banner";
import { CopyDetails, ProblemCard, ProblemFacts, useProblemSentence } from "../ui/problem-details";
import { useFileColumns } from "./file-columns";
import type { FileRow } from "./file-rows";
import { FilesEmpty } from "./files-empty";
import type { ReadMoment } from "./time-left";

interface FileTableProps {
  connection: string;
  hindrance: CreateHindrance | null;
  /** Undefined until a first answer came. */
  rows: readonly FileRow[] | undefined;
  read: ReadMoment;
  waiting: boolean;
  fault: ApiError | null;
  trying: boolean;
  onRetry: () => void;
  onDelete: (row: FileRow) => void;
  onCopy: (name: string) => void;
}

/** The card with the rows; a failed reading leaves those there are, and says how old they are. */
export function FileTable(props: FileTableProps) {
  const { rows, read, waiting, fault, onCopy } = props;
  const t = useTranslations("files");
  const columns = useFileColumns(props);
  if (!rows && fault) return <NotRead {...props} fault={fault} />;
  return (
    <section className="card" aria-label={t("caption")}>
      {rows && fault && fault.code !== "unauthenticated" && <Outdated fault={fault} readAt={read.readAt} />}
      {!rows ? (
        <SkeletonRows columns={columns} className="files" caption={t("caption")} waiting={waiting} />
      ) : rows.length === 0 ? (
        <FilesEmpty />
      ) : (
        <DataTable
          caption={t("caption")}
          className="files"
          columns={columns}
          rows={rows}
          rowId={({ id }) => id}
          total={rows.length}
          offset={0}
          outdated={fault !== null}
          actions={{ copy: (id) => onCopy(rows.find((row) => row.id === id)?.name ?? id) }}
        />
      )}
    </section>
  );
}

/** Nothing was ever read: what is only kept here comes in the same answer, so it is missing too. */
function NotRead({ fault, trying, onRetry }: FileTableProps & { fault: ApiError }) {
  const t = useTranslations("files");
  return (
    <section className="card">
      <ProblemCard title={t("notRead")} error={fault}>
        <p className="soft">{t("keptMissing")}</p>
        <button type="button" className="btn" aria-busy={trying} onClick={onRetry}>
          {t("tryAgain")}
        </button>
      </ProblemCard>
    </section>
  );
}

function Outdated({ fault, readAt }: { fault: ApiError; readAt: string }) {
  const t = useTranslations("files");
  const sentence = useProblemSentence();
  return (
    <Banner
      tone="retry"
      icon="cloudoff"
      className="incard mt-3"
      role="status"
      title={t("notRefreshed")}
      actions={<CopyDetails error={fault} />}
    >
      <p>{t.rich("asOf", { time: () => <Moment at={readAt} exact /> })}</p>
      <p>{sentence(fault)}</p>
      <ProblemFacts error={fault} />
    </Banner>
  );
}
