import { readSheet } from "read-excel-file/web-worker";

/** The peer: the library alone, nothing checked and nothing handed on but a count. */
self.addEventListener("message", ({ data }: MessageEvent<File>) => {
  readSheet(data).then((rows) => self.postMessage(rows.length), self.reportError);
});
