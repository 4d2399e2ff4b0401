import { AppError } from "@/lib/errors";
import { PlatformError } from "@/lib/iotda/errors";
import type { Platform } from "@/lib/iotda/platform";
import { type OpenedFile, openKeptFile } from "../files/open-kept-file";
import type { OperationRun } from "./operation-deps";
import { platformFileName } from "./platform-file-name";

/** An upload whose answer was lost is looked for, and made once more when it is not there. */
const attempts = 2;

/**
 * Puts the operation's workbook on the platform, where it has one name whoever puts it there: what an earlier attempt
 * left is found by it and used. Throws why it could not be put there; no task was made then.
 */
export async function putWorkbook(run: OperationRun): Promise<string> {
  const { deps, operation, connection } = run;
  const file = operation.fileId === null ? null : await openKeptFile(deps, operation.fileId);
  if (!file) {
    throw new AppError("conflict", "The workbook is not kept here any more.", { hint: "workbook_gone" });
  }
  const platform = await deps.platformFor(connection);
  // Somebody had this operation before: the workbook may be there already, as the last of the ten (sheet §7).
  const there = operation.lease.fence > 1 ? await findWorkbook(run, platform, file) : null;
  return there ?? (await upload(run, platform, file));
}

async function upload(run: OperationRun, platform: Platform, file: OpenedFile): Promise<string> {
  const upload = { name: platformFileName(file, run.operation.id), content: file.content };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return (await platform.uploadFile(upload, { lane: "people", signal: run.cut })).fileId;
    } catch (error) {
      if (run.cut.aborted || !mayBeThere(error)) throw error;
      const there = await findWorkbook(run, platform, file);
      if (there !== null) return there;
      if (attempt === attempts) throw error;
    }
  }
}

function mayBeThere(error: unknown): boolean {
  return error instanceof PlatformError && (error.sent === "maybe" || error.key === "file_name_taken");
}

/** The operation's workbook among those on the platform; null when it is not there. */
export async function findWorkbook(
  { operation, cut }: Pick<OperationRun, "operation" | "cut">,
  platform: Platform,
  file: Pick<OpenedFile, "name" | "format">,
): Promise<string | null> {
  const name = platformFileName(file, operation.id);
  const files = await platform.listFiles({ lane: "people", signal: cut });
  return files.find((each) => each.name === name)?.fileId ?? null;
}
