import { SANDBOX } from "../sandbox-defaults";
import { writeWorkbook } from "../workbook/write-workbook";
import { type Signer, signCall } from "./sign-call";
import type { Running } from "./start-simulator";
import type { Reply } from "./test-client";

export type FileJson = { file_id: string; file_name: string; upload_time: string };

/** Uploads bytes as the part `file`, its payload unsigned as every client does it (sheet §2.4). */
export async function upload(
  { url, now }: Pick<Running, "url" | "now">,
  name: string,
  bytes: Uint8Array,
  { signer = SANDBOX, part = "file" }: { signer?: Signer; part?: string } = {},
): Promise<Reply<FileJson>> {
  const form = new FormData();
  form.set(part, new Blob([Buffer.from(bytes)]), name);
  const target = new URL(`${url}/v5/iot/${SANDBOX.projectId}/batchtask-files`);
  const unsigned = { "x-sdk-content-sha256": "UNSIGNED-PAYLOAD" };
  const headers = signCall(signer, { method: "POST", url: target, headers: unsigned, body: "", at: now() });
  const response = await fetch(target, { method: "POST", headers, body: form });
  return { status: response.status, headers: response.headers, body: await response.json() };
}

/** Uploads a workbook of these rows, the first of them the headings, and returns its file id. */
export async function uploadRows(running: Running, name: string, rows: string[][]): Promise<string> {
  const { status, body } = await upload(running, name, await writeWorkbook(rows));
  if (status !== 201) throw new Error(`${name}: ${status} ${body.error_code} ${body.error_msg}`);
  return body.file_id;
}
