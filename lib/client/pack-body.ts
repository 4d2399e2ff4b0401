/** From here on a text or a list is packed in a thread of its own: characters, or entries. */
const long = { text: 100_000, list: 2_000 } as const;
const deepest = 3;

let packer: Worker | null = null;
let lastId = 0;
const waiting = new Map<number, (body: Blob) => void>();

/**
 * The body of a request as JSON. A list of 30,000 devices is a megabyte: writing it out and handing it to the network
 * takes the main thread 30 ms, four times as long on a slow machine, so that is done beside it.
 */
export async function packBody(value: unknown): Promise<BodyInit> {
  const worker = isLong(value, 0) ? startPacker() : null;
  if (!worker) return JSON.stringify(value);
  lastId += 1;
  const id = lastId;
  const packed = new Promise<Blob | null>((resolve) => {
    waiting.set(id, resolve);
    worker.addEventListener("error", () => resolve(null), { once: true });
  });
  worker.postMessage({ id, value });
  const body = await packed;
  waiting.delete(id);
  return body ?? JSON.stringify(value);
}

function startPacker(): Worker | null {
  if (packer || typeof Worker === "undefined") return packer;
  try {
    const made = new Worker(new URL("./pack-body.worker.ts", import.meta.url), { type: "module" });
    made.addEventListener("message", ({ data }: MessageEvent<{ id: number; body: Blob }>) =>
      waiting.get(data.id)?.(data.body),
    );
    made.addEventListener("error", () => {
      packer = null;
    });
    packer = made;
  } catch {
    // Without workers it is done here.
  }
  return packer;
}

/** Whether something in the value is long; looks no deeper than bodies are. */
export function isLong(value: unknown, depth: number): boolean {
  if (typeof value === "string") return value.length > long.text;
  if (typeof value !== "object" || value === null || depth > deepest) return false;
  if (Array.isArray(value)) return value.length > long.list;
  return Object.values(value).some((each) => isLong(each, depth + 1));
}
