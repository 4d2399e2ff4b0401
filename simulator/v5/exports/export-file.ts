import type { ExportTask } from "../../engine/export-tasks";
import type { Answer } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { LIMITS } from "../../limits";
import { PlatformRefusal } from "../../refusals";
import { writeWorkbook, zipFile } from "../../workbook/write-workbook";
import type { World } from "../../world";
import { subtaskJson } from "../batch-tasks/subtask-json";
import { checkPace } from "../check-pace";
import type { Platform } from "../platform";

const HEADINGS = ["target", "status", "output", "error_code", "error_msg"];

/** ShowExportTask (sheet §8): a zip that holds one workbook, a line for each subtask; one download in 30 s. */
export async function downloadExport({ world }: Platform, { params }: PlatformCall): Promise<Answer> {
  const at = world.settle();
  const found = requireExport(world, params.exportId);
  if (found.status !== "Success") throw new PlatformRefusal("IOTDA.014702");
  checkPace(world, "ShowExportTask", LIMITS.exportDownloadEveryMs, at);
  const { taskId } = found.order;
  const file = zipFile(`BatchTask_${taskId}.xlsx`, await writeWorkbook(linesOf(world, found)));
  const headers = {
    "Content-Type": "application/octet-stream",
    "Content-Disposition": `attachment; filename="BatchTask_${taskId}.zip"`,
  };
  return { status: 200, headers, body: [file] };
}

/** DeleteExportTask (sheet §8). */
export function deleteExport(platform: Platform, { params }: PlatformCall): Answer {
  const { world } = platform;
  const at = world.settle();
  const { id } = requireExport(world, params.exportId);
  const command = { kind: "delete-export", at, exportId: id } as const;
  platform.record(command);
  world.apply(command);
  return { status: 204 };
}

function requireExport(world: World, exportId = ""): ExportTask {
  const found = world.engine.exports.find(exportId);
  if (!found) throw new PlatformRefusal("IOTDA.014700");
  return found;
}

/** Made one at a time, as they are written: there may be a million. */
function* linesOf(world: World, { task }: ExportTask): Generator<string[]> {
  yield HEADINGS;
  for (let row = 0; row < (task.rows?.size ?? 0); row++) {
    const { target, status = "", output, error } = subtaskJson(world, task, row);
    yield [target, status, output ?? "", error?.error_code ?? "", error?.error_msg ?? ""];
  }
}
