import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { FixedLatencyTask, type UpstreamRow } from "./fixed-latency-task";

/** What the process can be told; each is answered once, in order. */
export type UpstreamOrder =
  | { do: "set"; latencyMs: number; perSecond: number }
  | { do: "add"; taskId: string; shares: Record<string, number> }
  | { do: "move"; taskId: string; from: string; to: string; count: number }
  | { do: "finish"; taskId: string; status: string }
  | { do: "count"; taskId?: string }
  | { do: "rows"; taskId: string };

export interface UpstreamCount {
  /** Calls, of one task or of all, that were not counted yet. */
  calls: number;
  /** Of them answered 429. */
  refused: number;
  /** The most that were in flight at once. */
  peak: number;
}

export type UpstreamReply = UpstreamCount | { rows: UpstreamRow[] } | { done: true } | { error: string };

/**
 * An upstream whose answers take exactly so long and cost next to nothing (sheet §6.4, §6.5, §6.6): the limit crawls
 * are measured against. A process of its own, told by messages; above `perSecond` arrivals in a second it answers 429.
 */
const settings = { latencyMs: 40, perSecond: 0 };
const tasks = new Map<string, FixedLatencyTask>();
let calls: { taskId: string | null; refused: boolean }[] = [];
let arrivals: number[] = [];
let [inFlight, peak] = [0, 0];

const server = createServer((request, response) => {
  inFlight += 1;
  peak = Math.max(peak, inFlight);
  const refused = isCrowded();
  setTimeout(() => {
    inFlight -= 1;
    answer(request, response, refused);
  }, settings.latencyMs);
});
server.keepAliveTimeout = 60_000;

function answer(request: IncomingMessage, response: ServerResponse, refused: boolean): void {
  const { pathname, searchParams } = new URL(request.url ?? "/", "http://upstream");
  const [, taskId] = /^\/v5\/iot\/[^/]+\/batchtasks\/([^/]+)$/.exec(pathname) ?? [];
  calls.push({ taskId: taskId ?? null, refused });
  const [status, body] = refused
    ? [429, JSON.stringify({ error_code: "IOTDA.000021", error_msg: "The request was throttled." })]
    : tell(pathname, taskId, searchParams);
  response.writeHead(status, { "content-type": "application/json", "x-request-id": String(calls.length) });
  response.end(body);
}

/** Whether this arrival is one too many in the second that ends with it. */
function isCrowded(): boolean {
  const now = performance.now();
  arrivals = arrivals.filter((at) => now - at < 1_000);
  if (settings.perSecond > 0 && arrivals.length >= settings.perSecond) return true;
  arrivals.push(now);
  return false;
}

function tell(path: string, taskId: string | undefined, query: URLSearchParams): [number, string] {
  if (taskId !== undefined) {
    const task = tasks.get(taskId);
    if (!task) return [404, JSON.stringify({ error_code: "IOTDA.014201", error_msg: "No such task." })];
    const page = {
      limit: Number(query.get("limit") ?? 10),
      marker: query.get("marker") ?? "f".repeat(24),
      offset: Number(query.get("offset") ?? 0),
      status: query.get("task_detail_status"),
      target: query.get("target"),
    };
    return page.limit > 50 || page.offset > 500
      ? [400, JSON.stringify({ error_code: "IOTDA.000006", error_msg: "A parameter is wrong." })]
      : [200, task.page(page)];
  }
  if (path.endsWith("/batchtasks")) {
    const listed = [...tasks.values()].filter(({ type }) => type === query.get("task_type"));
    const page = { count: listed.length, marker: null };
    return [200, JSON.stringify({ batchtasks: listed.map((task) => task.describe()), page })];
  }
  if (path.endsWith("/apps")) return [200, JSON.stringify({ applications: [] })];
  return [404, JSON.stringify({ error_code: "IOTDA.000003", error_msg: "No such address." })];
}

function obey(order: UpstreamOrder): UpstreamReply {
  if (order.do === "set") {
    Object.assign(settings, { latencyMs: order.latencyMs, perSecond: order.perSecond });
    arrivals = [];
    return { done: true };
  }
  if (order.do === "count") {
    const isCounted = ({ taskId }: { taskId: string | null }) =>
      order.taskId === undefined || taskId === order.taskId;
    const counted = calls.filter(isCounted);
    const reply = { calls: counted.length, refused: counted.filter(({ refused }) => refused).length, peak };
    [calls, peak] = [calls.filter((call) => !isCounted(call)), inFlight];
    return reply;
  }
  if (order.do === "add") {
    const added = tasks.get(order.taskId) ?? new FixedLatencyTask(order.taskId);
    tasks.set(order.taskId, added);
    added.add(order.shares);
    return { done: true };
  }
  const task = tasks.get(order.taskId);
  if (!task) throw new Error(`no task ${order.taskId}`);
  if (order.do === "rows") return { rows: task.rows };
  if (order.do === "move") task.move(order.from, order.to, order.count);
  else task.status = order.status;
  return { done: true };
}

process.on("message", (order: UpstreamOrder) => {
  try {
    process.send?.(obey(order));
  } catch (error) {
    process.send?.({ error: String(error) });
  }
});
process.once("disconnect", () => process.exit());
server.listen(Number(process.env.PORT), "127.0.0.1", () => process.send?.({ type: "ready" }));
