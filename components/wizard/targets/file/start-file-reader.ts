import type { FileMessage, FileRequest } from "./file-messages";

export interface FileReading {
  ask: (request: FileRequest) => void;
  /** Stops at once, whatever it is doing. */
  end: () => void;
}

/**
 * Starts a reader for one file, in a thread that is fetched with its libraries only now. Where there are no workers it
 * reads here: slower, and the same.
 */
export function startFileReader(onMessage: (message: FileMessage) => void): FileReading {
  try {
    const worker = new Worker(new URL("./read-file.worker.ts", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }: MessageEvent<FileMessage>) => onMessage(data));
    worker.addEventListener("error", () => onMessage({ kind: "refused", refusal: "damaged", values: {} }));
    return { ask: (request) => worker.postMessage(request), end: () => worker.terminate() };
  } catch {
    let ended = false;
    const desk = import("./file-desk").then(({ createFileDesk }) =>
      createFileDesk((message) => {
        if (!ended) onMessage(message);
      }),
    );
    return {
      ask: (request) => void desk.then((answer) => answer(request)),
      end: () => {
        ended = true;
      },
    };
  }
}
