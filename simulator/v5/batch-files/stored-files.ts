import type { StoredFile } from "../../engine/stored-files";
import { type Answer, json } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { LIMITS } from "../../limits";
import { PlatformRefusal } from "../../refusals";
import { toCompactTime } from "../../utc-time";
import type { World } from "../../world";
import type { Platform } from "../platform";

const FILE_ID = new RegExp(`^[A-Za-z0-9_-]{1,${LIMITS.fileIdLength}}$`);

/** ListBatchTaskFiles (sheet §7): no parameters, no paging; newest first. */
export function listFiles({ world }: Platform): Answer {
  world.settle();
  return json(200, { files: world.engine.files.list().toReversed().map(fileJson) });
}

/** DeleteBatchTaskFile (sheet §7). Tasks made of the file have their own copy of its rows. */
export function deleteFile(platform: Platform, { params }: PlatformCall): Answer {
  const { world } = platform;
  const at = world.settle();
  const { id } = requireFile(world, params.fileId ?? "");
  const command = { kind: "delete-file", at, fileId: id } as const;
  platform.record(command);
  world.apply(command);
  return { status: 204 };
}

/** A file that is still stored; 404 otherwise. Call after the world was settled. */
export function requireFile(world: World, fileId: string): StoredFile {
  if (!FILE_ID.test(fileId)) throw new PlatformRefusal("IOTDA.000006", "file_id is not valid.");
  const file = world.engine.files.find(fileId);
  if (!file) throw new PlatformRefusal("IOTDA.014600");
  return file;
}

export function fileJson({ id, name, uploadedAt }: StoredFile) {
  return { file_id: id, file_name: name, upload_time: toCompactTime(uploadedAt) };
}
