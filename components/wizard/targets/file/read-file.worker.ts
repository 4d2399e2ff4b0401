import { previewOf, takeColumn } from "./columns";
import { FileRefused } from "./file-limits";
import type { FileMessage, FileRequest } from "./file-messages";
import { checkSize, readRows } from "./read-rows";

let rows: string[][] = [];

const say = (message: FileMessage) => self.postMessage(message);

async function answer(request: FileRequest): Promise<void> {
  try {
    if ("take" in request) {
      say({ kind: "text", text: takeColumn(rows, request.take) });
      return;
    }
    const { file } = request;
    checkSize(file.size);
    const bytes = new Uint8Array(await file.arrayBuffer());
    rows = await readRows(file.name, bytes, (stage) => say({ kind: "stage", stage }));
    say({ kind: "preview", preview: previewOf(rows) });
  } catch (error) {
    const { refusal, values } = error instanceof FileRefused ? error : new FileRefused("damaged");
    say({ kind: "refused", refusal, values });
  }
}

/** Reads one file; ended with the worker when it is cancelled or takes what it should not. */
self.addEventListener("message", ({ data }: MessageEvent<FileRequest>) => void answer(data));
