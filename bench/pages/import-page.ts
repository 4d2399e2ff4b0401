import { startDesk } from "@/components/wizard/targets/desk-client";
import { startFileReader } from "@/components/wizard/targets/file/start-file-reader";

export interface ImportTrial {
  milliseconds: number;
  /** IDs that can be sent, or rows of the peer. */
  count: number;
}

/** From the choice of a file to a checked list; the desk of the list stands since the editor was opened. */
async function importOurs(file: File): Promise<ImportTrial> {
  const desk = startDesk();
  await desk.ask({ kind: "open", text: "" });
  const began = performance.now();
  const text = await new Promise<string>((resolve, reject) => {
    const reading = startFileReader((message) => {
      if (message.kind === "preview") reading.ask({ take: message.preview.guess });
      if (message.kind === "refused") reject(new Error(message.refusal));
      if (message.kind !== "text") return;
      reading.end();
      resolve(message.text);
    });
    reading.ask({ file });
  });
  const { summary } = await desk.ask({ kind: "open", text });
  const milliseconds = performance.now() - began;
  desk.close();
  return { milliseconds, count: summary.count };
}

async function importPeer(file: File, peer: string): Promise<ImportTrial> {
  const began = performance.now();
  const worker = new Worker(`/${peer}.js`, { type: "module" });
  const count = await new Promise<number>((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<number>) => resolve(data));
    worker.addEventListener("error", () => reject(new Error("the peer failed")));
    worker.postMessage(file);
  });
  worker.terminate();
  return { milliseconds: performance.now() - began, count };
}

/** `who`: ours, or the name of a peer's worker. */
async function trial(who: string, workbook: string): Promise<ImportTrial> {
  const file = new File([await (await fetch(workbook)).blob()], "devices.xlsx");
  return who === "ours" ? importOurs(file) : importPeer(file, who);
}

declare global {
  interface Window {
    trial: typeof trial;
  }
}
window.trial = trial;
