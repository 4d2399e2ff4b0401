import { readSheet } from "read-excel-file/web-worker";

/** The peer: the library alone, nothing checked and nothing handed on but a count. */
self.addEventListener("message", async ({ data }: MessageEvent<File>) => {
  self.postMessage((await readSheet(data)).length);
});
