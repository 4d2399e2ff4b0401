import { previewOf, takeColumn } from "./columns";
import { FileRefused } from "./file-limits";
import type { FileMessage, FileRequest } from "./file-messages";
import { checkSize, readRows } from "./read-rows";

/** Reads one file and gives the column that is asked for; says every step and never throws. */
export function createFileDesk(say: (message: FileMessage) => void): (request: FileRequest) => Promise<void> {
  let rows: string[][] = [];
  return async (request) => {
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
  };
}
