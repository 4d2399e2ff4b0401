import { connect } from "node:net";

/** What to ask for, and for how long. */
export interface LoadPlan {
  port: number;
  /** Asked for in turn. */
  paths: readonly string[];
  headers: Readonly<Record<string, string>>;
  /** Whose request it is: each connection sends another one's, in turn. */
  cookies?: readonly string[];
  connections: number;
  milliseconds: number;
}

export interface LoadResult {
  answers: number;
  /** Answers with another status than 200. */
  refused: number;
  milliseconds: number;
  /** Milliseconds an answer took, by percentile. */
  p50: number;
  p95: number;
  p99: number;
  bytesEach: number;
}

const endOfHead = Buffer.from("\r\n\r\n");
const endOfChunks = Buffer.from("0\r\n\r\n");

/** Keeps so many connections busy, one request at a time each: as little work a request as a client can do. */
export async function putLoad(plan: LoadPlan): Promise<LoadResult> {
  const { cookies = [] } = plan;
  const times: number[] = [];
  const tally = { refused: 0, bytes: 0, next: 0 };
  const began = performance.now();
  const until = began + plan.milliseconds;
  await Promise.all(
    Array.from({ length: plan.connections }, async (_, number) => {
      const cookie = cookies[number % cookies.length];
      const headers = cookie === undefined ? plan.headers : { ...plan.headers, cookie };
      const requests = plan.paths.map((path) => writeRequest(path, { port: plan.port, headers }));
      const line = await openLine(plan.port);
      while (performance.now() < until) {
        const request = requests[tally.next % requests.length] ?? Buffer.alloc(0);
        tally.next += 1;
        const sent = performance.now();
        const { status, bytes } = await line.ask(request);
        times.push(performance.now() - sent);
        tally.bytes += bytes;
        if (status !== 200) tally.refused += 1;
      }
      line.end();
    }),
  );
  const milliseconds = performance.now() - began;
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return {
    ...{ answers: times.length, refused: tally.refused, milliseconds },
    ...{ p50: at(0.5), p95: at(0.95), p99: at(0.99), bytesEach: tally.bytes / times.length },
  };
}

function writeRequest(path: string, { port, headers }: Pick<LoadPlan, "port" | "headers">): Buffer {
  const lines = Object.entries({ host: `127.0.0.1:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  return Buffer.from(`GET ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n`);
}

interface Line {
  /** Resolves when the whole answer is there; `bytes` with its head. */
  ask(request: Buffer): Promise<{ status: number; bytes: number }>;
  end(): void;
}

async function openLine(port: number): Promise<Line> {
  const socket = connect(port, "127.0.0.1");
  socket.setNoDelay(true);
  await new Promise<void>((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  let parts: Buffer[] = [];
  let wanted: ((bytes: Buffer) => void) | null = null;
  let broken: ((error: Error) => void) | null = null;
  socket.on("data", (part) => {
    parts.push(part);
    const bytes = parts.length === 1 ? part : Buffer.concat(parts);
    if (!isWhole(bytes)) return;
    parts = [];
    wanted?.(bytes);
  });
  socket.on("error", (error) => broken?.(error));
  socket.on("close", () => broken?.(new Error("the connection was closed")));
  return {
    async ask(request) {
      const bytes = await new Promise<Buffer>((resolve, reject) => {
        wanted = resolve;
        broken = reject;
        socket.write(request);
      });
      return { status: Number(bytes.toString("latin1", 9, 12)), bytes: bytes.length };
    },
    end() {
      broken = null;
      socket.end();
    },
  };
}

/** One answer is on the line at a time, so its end is the end of what came. */
function isWhole(bytes: Buffer): boolean {
  const end = bytes.indexOf(endOfHead);
  if (end < 0) return false;
  const head = bytes.toString("latin1", 0, end);
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) return bytes.length >= end + endOfHead.length + Number(length);
  return bytes.subarray(-endOfChunks.length).equals(endOfChunks);
}
