import { createHash, randomUUID } from "node:crypto";
import type { FileTable } from "../../engine/file-table";
import { type Answer, json } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { LIMITS } from "../../limits";
import { PlatformRefusal } from "../../refusals";
import { readWorkbook } from "../../workbook/read-workbook";
import type { Platform } from "../platform";
import { fileJson } from "./stored-files";

/** How files of a kind begin. */
const MAGIC = {
  xlsx: [0x50, 0x4b, 0x03, 0x04],
  xls: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
} as const;

/** UploadBatchTaskFile (sheet §7): one part named `file`, read at once and thrown away. */
export async function uploadFile(platform: Platform, call: PlatformCall): Promise<Answer> {
  const part = (await call.form()).get("file");
  if (!(part instanceof File) || part.name === "")
    throw new PlatformRefusal("IOTDA.000006", "file is missing.");
  const kind = kindOf(part.name);
  if (part.size > LIMITS.fileBytes) throw new PlatformRefusal("IOTDA.014603");
  const bytes = new Uint8Array(await part.arrayBuffer());
  if (!MAGIC[kind].every((byte, k) => bytes[k] === byte)) throw unreadable(`it is no ${kind} workbook.`);
  const table = kind === "xlsx" ? await readTable(platform, bytes) : undefined;

  const { world } = platform;
  const at = world.settle();
  const stored = world.engine.files.list();
  if (stored.some((file) => file.name === part.name)) throw new PlatformRefusal("IOTDA.014602");
  if (stored.length >= LIMITS.filesStored) throw new PlatformRefusal("IOTDA.014601");
  const file = { id: randomUUID(), name: part.name, uploadedAt: at, table };
  const command = { kind: "upload", at, file } as const;
  platform.record(command);
  world.apply(command);
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  call.noteFile({ id: file.id, name: file.name, bytes: bytes.length, sha256 });
  return json(201, fileJson(file));
}

/** By the end of the name: `xlsx` or `xls`. */
function kindOf(name: string): "xlsx" | "xls" {
  const [, end] = /\.(xlsx?)$/i.exec(name) ?? [];
  if (end === undefined) throw unreadable("only xlsx and xls.");
  return end.toLowerCase() === "xlsx" ? "xlsx" : "xls";
}

async function readTable({ world }: Platform, bytes: Uint8Array): Promise<FileTable> {
  const table = await readWorkbook(bytes);
  if (!table) throw unreadable("the workbook is damaged.");
  const { lenient, strict } = LIMITS.fileRows;
  const most = world.modes.isStrict("fileRows") ? strict : lenient;
  if (table.size > most) throw unreadable(`at most ${most} rows.`);
  return table;
}

function unreadable(detail: string): PlatformRefusal {
  return new PlatformRefusal("IOTDA.014604", detail);
}
