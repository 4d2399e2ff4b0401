"use client";

import { useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { CreateHindrance } from "@/lib/client/may-create";
import type { Connection } from "@/lib/contracts/connections";
import type { StoredFile } from "@/lib/contracts/files";
import { showToast } from "../ui/toast";
import { DeleteDialog } from "./delete-dialog";
import { FileCards } from "./file-cards";
import { type FileRow, mergeFiles } from "./file-rows";
import { FileTable } from "./file-table";
import { FilesHeader } from "./files-header";
import { UploadDialog } from "./upload-dialog";
import { useFiles } from "./use-files";

interface FilesViewProps {
  connection: Pick<Connection, "slug" | "fileRows">;
  hindrance: CreateHindrance | null;
}

/** What is stored on the platform, for how long yet, and what is only here. */
export function FilesView({ connection: { slug, fileRows }, hindrance }: FilesViewProps) {
  const t = useTranslations("files");
  const files = useFiles(slug);
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<FileRow | null>(null);
  const { list } = files;
  const rows = useMemo(() => (list ? mergeFiles(list) : []), [list]);
  const finishAdding = ({ fileName }: StoredFile) => {
    setAdding(false);
    showToast({ text: t("stored", { name: fileName }), icon: "check", tone: "success" });
  };
  return (
    <>
      <FilesHeader hindrance={hindrance} files={files} rows={rows} onAdd={() => setAdding(true)} />
      <FileCards files={files} rows={rows} maxRows={fileRows} />
      <FileTable connection={slug} hindrance={hindrance} files={files} rows={rows} onDelete={setLeaving} />
      {adding && <UploadDialog connection={slug} onStored={finishAdding} onClose={() => setAdding(false)} />}
      {leaving && <DeleteDialog connection={slug} row={leaving} onClose={() => setLeaving(null)} />}
    </>
  );
}
