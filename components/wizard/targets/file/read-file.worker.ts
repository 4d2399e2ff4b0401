import { createFileDesk } from "./file-desk";
import type { FileRequest } from "./file-messages";

/** Reads one file; ended with the worker when it is cancelled or takes more than it should. */
const answer = createFileDesk((message) => self.postMessage(message));

self.addEventListener("message", ({ data }: MessageEvent<FileRequest>) => void answer(data));
