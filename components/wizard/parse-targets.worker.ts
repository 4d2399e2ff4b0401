import { parseTargetList } from "@/lib/domain/target-list";

/** Reads pasted lists off the main thread, so that typing stays smooth. */
self.addEventListener("message", ({ data }: MessageEvent<{ id: number; text: string }>) => {
  self.postMessage({ id: data.id, list: parseTargetList(data.text) });
});
