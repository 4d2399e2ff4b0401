import type { PlatformExport, PlatformFile } from "@/lib/domain/platform-file";
import { cleanText } from "../platform-text";
import { textOrNull } from "../wire/mapped-values";
import type { ApiExport, ApiFile } from "./api-files";

export function toFile(api: ApiFile): PlatformFile {
  return { fileId: cleanText(api.file_id), name: cleanText(api.file_name), uploadedAt: api.upload_time };
}

export function toExport(api: ApiExport): PlatformExport {
  return {
    exportId: cleanText(api.export_task_id),
    taskId: textOrNull(api.resource_condition?.task_id),
    appId: textOrNull(api.app_id),
    format: textOrNull(api.export_format),
    status: cleanText(api.status),
    count: api.export_count ?? null,
    progress: api.progress ?? null,
    createdAt: api.create_time,
    endedAt: api.end_time,
  };
}
