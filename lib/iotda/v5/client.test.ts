import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import type { TaskDraft } from "@/lib/domain/platform-task";
import type { AnswerFact } from "../call-options";
import { type ConnectedPlatform, connectPlatform, type V5Connection } from "../connect";
import { isMissing } from "../errors";
import type { RateBudget } from "../pacing";
import { signRequest } from "../sign/sign-request";
import { defaultLimits, type TransportLimits } from "../transport";

const keys = { signIn: "keys", accessKey: "AK", secretKey: "SK-very-secret", securityToken: null } as const;

interface Seen {
  method: string;
  url: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}
interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

const start = new Date("2026-11-21T10:00:00Z");
const projectId = "0123456789abcdef0123456789abcdef";
const minimal = { task_id: "6b01", task_name: "n", task_type: "firmwareUpgrade", status: "Waitting" };
const polling = { lane: "polling" } as const;

const open: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
});

/** A platform that answers as told, and a client with a clock, a budget and waits that only take notes. */
async function scene(
  replies: (Reply | ((seen: Seen) => Reply | "drop"))[],
  overrides: Partial<V5Connection> = {},
  limits: Partial<TransportLimits> = {},
) {
  const seen: Seen[] = [];
  const server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const { method = "", url = "", headers } = request;
    const one = { method, url, headers, body };
    seen.push(one);
    const next = replies.length > 1 ? replies.shift() : replies[0];
    const reply = typeof next === "function" ? next(one) : next;
    if (reply === undefined || reply === "drop") return void request.socket.destroy();
    response.writeHead(reply.status, { "content-type": "application/json", ...reply.headers });
    response.end(reply.body === undefined ? undefined : JSON.stringify(reply.body));
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  open.push(() => new Promise((done) => server.close(done)));
  const { port } = server.address() as AddressInfo;

  const turns: string[] = [];
  const slowed: unknown[] = [];
  const waits: number[] = [];
  const lines: Record<string, unknown>[] = [];
  const budget: RateBudget = {
    take: async (lane, kind) => void turns.push(`${lane} ${kind}`),
    slowDown: async (lane, kind, seconds) => void slowed.push([lane, kind, seconds]),
  };
  const note = (fields: Record<string, unknown>, message: string) => void lines.push({ ...fields, message });
  const platform: ConnectedPlatform = connectPlatform(
    {
      kind: "v5",
      endpoint: `http://127.0.0.1:${port}`,
      region: "cn-north-4",
      projectId,
      instanceId: "inst-1",
      signature: null,
      credentials: keys,
      trusted: true,
      allowedHosts: [],
      ...overrides,
    },
    {
      budget,
      now: () => start,
      sleep: async (ms) => void waits.push(ms),
      random: () => 0.5,
      log: { info: note, warn: note },
      limits: { ...defaultLimits, ...limits },
    },
  );
  open.push(() => platform.close());
  return { platform, seen, turns, slowed, waits, lines, host: `127.0.0.1:${port}` };
}

const draft: TaskDraft = {
  name: "n",
  type: "firmwareUpgrade",
  appId: null,
  mode: null,
  extInfo: null,
  needConfirm: null,
  targets: { kind: "list", ids: ["dev-1", "dev_2"] },
  document: { package_id: "p" },
  policy: { scheduleTime: null, retryCount: null, retryIntervalMinutes: null },
  legacy: null,
};

describe("requests", () => {
  it("creates with the bytes it signed and every header the platform wants", async () => {
    const { platform, seen, host, turns } = await scene([{ status: 201, body: minimal }]);
    const facts: AnswerFact[] = [];
    await platform.createTask(draft, { lane: "people", onAnswer: (fact) => facts.push(fact) });
    expect(seen[0]).toMatchObject({
      method: "POST",
      url: `/v5/iot/${projectId}/batchtasks`,
      headers: {
        host,
        "content-type": "application/json",
        "x-project-id": projectId,
        "instance-id": "inst-1",
        "x-sdk-date": "20261121T100000Z",
      },
    });
    expect(JSON.parse(seen[0]?.body ?? "")).toMatchObject({ task_name: "n", targets: ["dev-1", "dev_2"] });
    const again = signRequest(
      {
        method: "POST",
        host,
        path: `/v5/iot/${projectId}/batchtasks`,
        query: [],
        headers: { "content-type": "application/json", "x-project-id": projectId, "instance-id": "inst-1" },
        body: Buffer.from(seen[0]?.body ?? ""),
      },
      { accessKey: "AK", secretKey: "SK-very-secret" },
      { kind: "derived", region: "cn-north-4" },
      start,
    );
    expect(seen[0]?.headers.authorization).toBe(again.Authorization);
    expect(turns).toEqual(["people write"]);
    expect(facts).toEqual([{ status: 201, requestId: null }]);
  });

  it("sends {} for all targets, a list for some, nothing with a delete", async () => {
    const { platform, seen } = await scene([{ status: 200, body: { targets: [] } }]);
    await platform.retryTask("6b01", null, polling);
    await platform.stopTask("6b01", ["dev-1"], polling);
    await platform.confirmTask("6b01", ["dev-1"], polling);
    expect(seen.map(({ method, url, body }) => [method, url.split("/").slice(-2).join("/"), body])).toEqual([
      ["POST", "6b01/retry", "{}"],
      ["POST", "6b01/stop", '{"targets":["dev-1"]}'],
      ["POST", "6b01/confirm", '{"targets":["dev-1"]}'],
    ]);
    const gone = await scene([{ status: 204 }]);
    await gone.platform.deleteTask("6b01", polling);
    expect(gone.seen[0]).toMatchObject({ method: "DELETE", body: "" });
  });

  it("leaves out what is not asked for and keeps a base path", async () => {
    const empty = { status: 200, body: { batchtasks: [], page: { count: 0 } } };
    const { platform, seen } = await scene([empty], { instanceId: null });
    await platform.listTasks({ type: "firmwareUpgrade", limit: 50 }, polling);
    await platform.listTasks(
      { type: "firmwareUpgrade", appId: "a", status: "Fail", limit: 1, marker: "f".repeat(24), offset: 0 },
      polling,
    );
    expect(seen.map(({ url }) => url.split("?")[1])).toEqual([
      "task_type=firmwareUpgrade&limit=50",
      `app_id=a&task_type=firmwareUpgrade&status=Fail&limit=1&marker=${"f".repeat(24)}&offset=0`,
    ]);
    expect(seen[0]?.headers).not.toHaveProperty("instance-id");
  });

  it("refuses what the platform would refuse before anything is sent", async () => {
    const { platform, seen, turns } = await scene([{ status: 500 }]);
    const calls = [
      () => platform.listTasks({ type: "x", limit: 51 }, polling),
      () => platform.listTasks({ type: "x", limit: 0 }, polling),
      () => platform.showTask({ taskId: "6b01", limit: 50, offset: 501 }, polling),
      () => platform.showTask({ taskId: "..", limit: 50 }, polling),
      () => platform.retryTask("a/b", null, polling),
      () => platform.deleteTask("..", polling),
      () => platform.retryTask("6b01", [], polling),
      () => platform.retryTask("6b01", Array.from({ length: 101 }, String), polling),
    ];
    for (const call of calls) await expect(call()).rejects.toMatchObject({ code: "invalid_input" });
    expect([seen, turns]).toEqual([[], []]);
  });
});

describe("failures", () => {
  it("a create whose answer was lost may have happened and is sent once", async () => {
    for (const reply of ["drop" as const, { status: 502 }, { status: 201, body: { task: "?" } }]) {
      const { platform, seen } = await scene([() => reply]);
      await expect(platform.createTask(draft, polling)).rejects.toMatchObject({ sent: "maybe" });
      expect(seen).toHaveLength(1);
    }
  });

  it("a read that breaks is tried three times, each with a fresh turn", async () => {
    const { platform, seen, turns, waits } = await scene([() => "drop"]);
    const read = platform.listApps({ lane: "bulk" });
    await expect(read).rejects.toMatchObject({ code: "upstream_unavailable", failure: "unknown" });
    expect(seen).toHaveLength(3);
    expect(turns).toEqual(["bulk read", "bulk read", "bulk read"]);
    expect(waits).toEqual([250, 500]);
  });

  it("a throttled call slows its lane down, waits for its next turn there and then succeeds", async () => {
    const slow = { status: 429, headers: { "retry-after": "7" } };
    const hint = { status: 403, body: { error_code: "IOTDA.021101", error_msg: "x" } };
    const { platform, slowed, turns, waits } = await scene([
      slow,
      hint,
      { status: 200, body: { applications: [] } },
    ]);
    expect(await platform.listApps(polling)).toEqual([]);
    expect(slowed).toEqual([
      ["polling", "read", 7],
      ["polling", "read", null],
    ]);
    expect(turns).toEqual(["polling read", "polling read", "polling read"]);
    expect(waits).toEqual([]);
  });

  it("an error envelope inside 200 is never a success", async () => {
    const { platform } = await scene([{ status: 200, body: { error_code: "IOTDA.014111", error_msg: "x" } }]);
    await expect(platform.retryTask("6b01", null, polling)).rejects.toMatchObject({
      code: "upstream_rejected",
      sent: "yes",
    });
  });

  it("knows a missing task from a wrong path", async () => {
    const missing = await scene([{ status: 404, body: { error_code: "IOTDA.014200", error_msg: "x" } }]);
    const wrong = await scene([{ status: 404, body: { error_code: "IOTDA.000029", error_msg: "x" } }]);
    const query = { taskId: "6b01", limit: 50 };
    expect(isMissing(await missing.platform.showTask(query, polling).catch((error: unknown) => error))).toBe(
      true,
    );
    expect(isMissing(await wrong.platform.showTask(query, polling).catch((error: unknown) => error))).toBe(
      false,
    );
  });

  it("signs with the platform's time once a refusal has shown it", async () => {
    const date = "Sat, 21 Nov 2026 10:20:00 GMT";
    const refused = { status: 401, body: { error_code: "APIGW.0301" }, headers: { date } };
    const { platform, seen, lines } = await scene([refused, { status: 200, body: { applications: [] } }]);
    await platform.listApps(polling);
    await platform.listApps(polling);
    expect(seen.map(({ headers }) => headers["x-sdk-date"])).toEqual([
      "20261121T100000Z",
      "20261121T102000Z",
      "20261121T102000Z",
    ]);
    expect(lines).toContainEqual(expect.objectContaining({ offsetSeconds: 1200 }));
  });

  it("logs codes and ids, never a key, a header or a value", async () => {
    const body = { error_code: "IOTDA.000006", error_msg: "value s3cr3t is bad" };
    const { platform, lines } = await scene([{ status: 400, body, headers: { "x-request-id": "req-9" } }]);
    await expect(platform.createTask(draft, polling)).rejects.toMatchObject({ code: "upstream_rejected" });
    expect(lines).toMatchObject([
      {
        call: "CreateBatchTask",
        upstreamCode: "IOTDA.000006",
        upstreamStatus: 400,
        upstreamRequestId: "req-9",
      },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/SK-very-secret|s3cr3t|Signature|dev-1/);
  });
});

describe("large answers", () => {
  it("asks again with half the rows, down to one", async () => {
    const rows = (limit: number) =>
      Array.from({ length: limit }, (_, index) => ({
        ...minimal,
        task_id: `t${index}`,
        targets: ["x".repeat(20_000)],
      }));
    const limitOf = ({ url }: Seen) => Number(new URL(url, "http://x").searchParams.get("limit"));
    const list = (seen: Seen): Reply => ({
      status: 200,
      body: { batchtasks: rows(limitOf(seen)), page: { count: 80, marker: "m" } },
    });
    const { platform, seen } = await scene([list], {}, { maxBytes: 300_000 });
    const page = await platform.listTasks({ type: "firmwareUpgrade", limit: 50 }, polling);
    expect(seen.map(limitOf)).toEqual([50, 25, 12]);
    expect(page.rows).toHaveLength(12);
    expect(page).toMatchObject({ total: 80, marker: "m" });

    const single = await scene([list], {}, { maxBytes: 10_000 });
    await expect(
      single.platform.listTasks({ type: "firmwareUpgrade", limit: 4 }, polling),
    ).rejects.toMatchObject({ code: "upstream_contract", reason: "too_large" });
    expect(single.seen.map(limitOf)).toEqual([4, 2, 1]);
  });
});

describe("connectPlatform", () => {
  it("signs as configured, else as the host asks for", async () => {
    const reply = { status: 200, body: { applications: [] } };
    for (const [signature, start] of [
      ["standard", "SDK-HMAC-SHA256 Access=AK,"],
      ["derived", "V11-HMAC-SHA256 Credential=AK/20261121/cn-north-4/iotdm,"],
      [null, "V11-HMAC-SHA256 "],
    ] as const) {
      const { platform, seen } = await scene([reply], {
        ...{ signature, credentials: { ...keys, securityToken: "tmp" } },
      });
      await platform.listApps(polling);
      expect(seen[0]?.headers.authorization?.startsWith(start)).toBe(true);
      expect(seen[0]?.headers["x-security-token"]).toBe("tmp");
    }
  });

  it.each<[string, Partial<V5Connection>]>([
    ["a derived signature without region", { region: null }],
    ["http from the settings", { trusted: false }],
    ["a private address from the settings", { trusted: false, endpoint: "https://10.0.0.1" }],
  ])("refuses %s", async (_name, overrides) => {
    await expect(scene([{ status: 200 }], overrides)).rejects.toMatchObject({ code: "invalid_input" });
  });

  it("keeps and signs a base path", async () => {
    const { platform, seen, host } = await scene([{ status: 200, body: { applications: [] } }]);
    await platform.listApps(polling);
    const based = connectPlatform(
      {
        kind: "v5",
        endpoint: `http://${host}/gateway/`,
        region: "cn-north-4",
        projectId,
        instanceId: null,
        signature: "derived",
        credentials: keys,
        trusted: true,
        allowedHosts: [],
      },
      {
        budget: { take: async () => undefined, slowDown: async () => undefined },
        now: () => start,
        sleep: async () => undefined,
        random: () => 0,
        log: { info: () => undefined, warn: () => undefined },
      },
    );
    open.push(() => based.close());
    await based.listApps(polling);
    expect(seen[1]?.url).toBe(`/gateway/v5/iot/${projectId}/apps`);
  });
});
