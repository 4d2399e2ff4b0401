import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import type { Fault } from "../faults/fault";
import { METER_FIRMWARE, meters, type Running, startSimulator } from "../testing/start-simulator";
import type { DetailJson, ListJson, ShowJson, TaskJson } from "../testing/test-client";

const LIST = "/batchtasks";
const UPGRADE = { task_type: "firmwareUpgrade" };
const order = { ...UPGRADE, task_name: "t", targets: meters(1), document: { package_id: METER_FIRMWARE } };
/** Without a signature the gateway answers 401 with a body; enough for faults of the wire. */
const ANY = "/v5/iot/p/batchtasks";
const NA_TASKS = "/iocm/app/batchtask/v1.1.0/tasks";

/** Orders a fault the way another process does. */
async function inject({ url }: Running, fault: Fault): Promise<void> {
  const response = await fetch(`${url}/_simulator/faults`, { method: "POST", body: JSON.stringify(fault) });
  expect(await response.json()).toEqual({});
}

/** What comes over a bare connection until it ends. */
async function readWire(url: string, path: string): Promise<{ head: string; body: string }> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1");
  const chunks: Buffer[] = [];
  socket.on("data", (chunk) => chunks.push(chunk));
  socket.write(`GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  await once(socket, "close");
  const [head = "", body = ""] = Buffer.concat(chunks).toString().split("\r\n\r\n");
  return { head: head.toLowerCase(), body };
}

async function stage(running: Running, count: number, statuses = {}): Promise<string> {
  return running.simulator.stageTask({ type: "firmwareUpgrade", count, statuses, still: true });
}

describe("throttling and outages (F01 to F07, F31)", () => {
  it.each([
    [{ kind: "throttle" }, 429, "APIGW.0308", null],
    [{ kind: "throttle", retryAfter: 3 }, 429, "APIGW.0308", "3"],
    [
      { kind: "throttle", retryAfter: "Sat, 21 Nov 2026 10:16:00 GMT" },
      429,
      "APIGW.0308",
      "Sat, 21 Nov 2026 10:16:00 GMT",
    ],
    [{ kind: "throttle", code: "APIG.0308" }, 429, "APIG.0308", null],
    [{ kind: "throttle", status: 403, code: "IOTDA.021101" }, 403, "IOTDA.021101", null],
    [{ kind: "throttle", status: 403, code: "IOTDA.021102" }, 403, "IOTDA.021102", null],
    [{ kind: "status" }, 500, "IOTDA.000001", null],
    [{ kind: "status", status: 502 }, 502, "IOTDA.000001", null],
    [{ kind: "status", status: 503, retryAfter: 1 }, 503, "IOTDA.000001", "1"],
    [{ kind: "status", status: 504 }, 504, "IOTDA.000001", null],
    [{ kind: "status", status: 403, code: "IOTDA.000021" }, 403, "IOTDA.000021", null],
    [{ kind: "status", code: "IOTDA.014201" }, 403, "IOTDA.014201", null],
    [{ kind: "status", status: 401, code: "APIGW.0301" }, 401, "APIGW.0301", null],
  ] satisfies [Fault, number, string, string | null][])("%j", async (fault, status, code, retryAfter) => {
    const running = await startSimulator({ fleet: "empty" });
    await inject(running, fault);
    const reply = await running.client.get(LIST, UPGRADE);
    expect([reply.status, reply.body.error_code]).toEqual([status, code]);
    expect(reply.headers.get("retry-after")).toBe(retryAfter);
    expect(running.simulator.calls()[0]).toMatchObject({ fault: fault.kind, status, errorCode: code });
  });

  it("speaks as the legacy API there, and as a strict server where asked to", async () => {
    const { client, simulator } = await startSimulator({ fleet: "empty" });
    simulator.addFault({ kind: "throttle", times: 2 });
    const legacy = await client.raw<{ error_desc: string }>("GET", NA_TASKS, undefined);
    expect([legacy.status, legacy.body]).toEqual([
      403,
      { error_code: "1010009", error_desc: expect.any(String) },
    ]);
    simulator.setMode(["throttle"]);
    const strict = await client.get(LIST, UPGRADE);
    expect([strict.status, strict.body.error_code]).toEqual([403, "IOTDA.021101"]);
  });

  it("strikes only what is over a rate, or a share of calls", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const codes = async (calls: number) => {
      const seen = [];
      for (let k = 0; k < calls; k++) seen.push((await running.client.get(LIST, UPGRADE)).status);
      return seen;
    };
    await inject(running, { kind: "throttle", over: 2 });
    expect(await codes(3)).toEqual([200, 200, 429]);
    running.pass(1_000);
    expect(await codes(3)).toEqual([200, 200, 429]);
    running.simulator.clearFaults();
    await inject(running, { kind: "status", probability: 0.5 });
    const seen = await codes(40);
    expect(new Set(seen)).toEqual(new Set([200, 500]));
  });
});

describe("what happens on the wire (F05, F06, F09 to F11, F15)", () => {
  it("resets before the call and loses the answer after it", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const { client } = running;
    const post = { method: "POST", path: LIST };
    const count = async () => (await client.get<ListJson>(LIST, UPGRADE)).body.page.count;
    await inject(running, { kind: "reset", times: 1, match: post });
    await expect(client.post(LIST, order)).rejects.toThrow();
    expect(await count()).toBe(0);
    await inject(running, { kind: "lose-answer", times: 1, match: post });
    await expect(client.post(LIST, order)).rejects.toThrow();
    expect(await count()).toBe(1);
  });

  it("drips: headers at once, then a byte at a time", async () => {
    const running = await startSimulator({ fleet: "empty" });
    await inject(running, { kind: "drip", everyMs: 1, times: 1 });
    const response = await fetch(running.url + ANY);
    expect(response.status).toBe(401);
    const chunks: Uint8Array[] = [];
    for await (const chunk of response.body ?? []) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    expect(JSON.parse(text)).toMatchObject({ error_code: "APIGW.0301" });
    expect(text.length).toBe(Number(response.headers.get("content-length")));
    expect(chunks.length).toBeGreaterThan(10);
  });

  it("drips no further once the client has gone", async () => {
    const running = await startSimulator({ fleet: "empty" });
    await inject(running, { kind: "drip", everyMs: 3_600_000 });
    const giveUp = new AbortController();
    const response = await fetch(running.url + ANY, { signal: giveUp.signal });
    giveUp.abort();
    await expect(response.text()).rejects.toThrow();
    await running.simulator.close();
  });

  it("cuts JSON with a content length by breaking off, and without one by ending as if that was all", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const whole = await (await fetch(running.url + ANY)).text();
    await inject(running, { kind: "truncate", times: 1 });
    const broken = await readWire(running.url, ANY);
    expect(broken.head).toContain(`content-length: ${whole.length}`);
    await inject(running, { kind: "truncate", contentLength: false, times: 1 });
    const ended = await readWire(running.url, ANY);
    expect(ended.head).toContain("connection: close");
    expect(ended.head).not.toMatch(/content-length|transfer-encoding/);
    for (const { body } of [broken, ended]) {
      expect(body).toHaveLength(whole.length >> 1);
      expect(() => JSON.parse(body)).toThrow();
    }
    await inject(running, { kind: "truncate", contentLength: false, times: 1 });
    expect((await (await fetch(running.url + ANY)).text()).length).toBe(whole.length >> 1);
  });

  it.each([{}, { gzip: true }, { contentLength: true }])("floods: 30 MB of JSON, %j", async (how) => {
    const running = await startSimulator({ fleet: "empty" });
    const bytes = 30 * 1024 * 1024;
    await inject(running, { kind: "flood", bytes, ...how, times: 1 });
    const response = await fetch(running.url + ANY);
    expect(response.headers.get("content-length")).toBe("contentLength" in how ? String(bytes) : null);
    let length = 0;
    for await (const chunk of response.body ?? []) length += chunk.length;
    expect(length).toBe(bytes);
  });

  it("stops a flood, however large, when the client hangs up", async () => {
    const running = await startSimulator({ fleet: "empty" });
    await inject(running, { kind: "flood", bytes: 2 ** 40, times: 1 });
    const response = await fetch(running.url + ANY);
    await response.body?.cancel();
    expect((await fetch(running.url + ANY)).status).toBe(401);
    expect(running.simulator.state().memoryBytes).toBeLessThan(1_500_000_000);
  });
});

describe("answers that are none (F12, F29)", () => {
  it.each([
    [{ kind: "html", status: 200 }, 200, "<html>", "text/html"],
    [{ kind: "html" }, 502, "<html>", "text/html"],
    [{ kind: "empty" }, 200, "", null],
    [{ kind: "status", status: 200, code: "IOTDA.000006" }, 200, '"IOTDA.000006"', "application/json"],
  ] satisfies [Fault, number, string, string | null][])("%j", async (fault, status, text, type) => {
    const running = await startSimulator({ fleet: "empty" });
    await inject(running, fault);
    const response = await fetch(running.url + ANY);
    expect([response.status, response.headers.get("content-type")]).toEqual([status, type]);
    const body = await response.text();
    if (text === "") expect(body).toBe("");
    else expect(body).toContain(text);
  });

  it("lead elsewhere", async () => {
    const running = await startSimulator({ fleet: "empty" });
    await inject(running, { kind: "redirect", to: "http://192.0.2.1/elsewhere" });
    const response = await fetch(running.url + ANY, { redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([307, "http://192.0.2.1/elsewhere"]);
  });
});

describe("answers that are wrong (F13, F14, F18, F24, F25, F27)", () => {
  it("miss fields, have other types, words nobody knows and fields nobody asked for", async () => {
    const running = await startSimulator();
    const taskId = await stage(running, 30, { Success: 30 });
    const show = async () => (await running.client.get<ShowJson>(`${LIST}/${taskId}`)).body;
    const before = await show();
    const match = { method: "GET", path: taskId };
    await inject(running, { kind: "rewrite", at: "batchtask.task_id", value: 7, match });
    await inject(running, { kind: "rewrite", at: "task_details.0.status", value: "Quarantined", match });
    await inject(running, { kind: "rewrite", at: "task_details.1.target", remove: true, match });
    await inject(running, { kind: "rewrite", at: "batchtask.colour", value: "red", match });
    const changed = await show();
    expect(changed.batchtask).toMatchObject({ task_id: 7, colour: "red" });
    expect(changed.task_details[0]).toMatchObject({ status: "Quarantined" });
    expect(changed.task_details[1]).not.toHaveProperty("target");
    expect(changed.task_details.slice(2)).toEqual(before.task_details.slice(2));
    expect(running.simulator.calls().at(-1)).toMatchObject({ fault: "rewrite", status: 200 });
    running.simulator.clearFaults();
    expect(await show()).toEqual(before);
  });

  it("count what the rows do not say, and leave a task out of the list", async () => {
    const running = await startSimulator();
    const taskId = await stage(running, 30, { Success: 30 });
    await stage(running, 1);
    const at = "batchtask.task_progress.success";
    await inject(running, { kind: "rewrite", at, value: 12, match: { path: `${LIST}/` } });
    const shown = await running.client.get<ShowJson>(`${LIST}/${taskId}`);
    expect(shown.body.batchtask.task_progress.success).toBe(12);
    await inject(running, { kind: "rewrite", at: `batchtasks.[task_id=${taskId}]`, remove: true });
    const { body } = await running.client.get<ListJson>(LIST, UPGRADE);
    expect(body.batchtasks).toHaveLength(1);
    expect(body.batchtasks[0]?.task_id).not.toBe(taskId);
  });

  it("name exactly the targets that failed", async () => {
    const running = await startSimulator();
    const targets = meters(50);
    const created = await running.client.post<TaskJson>(LIST, { ...order, targets });
    running.simulator.advanceClock(40_000);
    const path = `${LIST}/${created.body.task_id}/stop`;
    const refused = { status: "failure", error_code: "IOTDA.014217", error_msg: "No." };
    for (const target of targets.slice(10, 13)) {
      const match = { path: "/stop" };
      await inject(running, {
        kind: "rewrite",
        at: `targets.[target=${target}]`,
        value: { target, ...refused },
        match,
      });
    }
    const { body } = await running.client.post<{ targets: DetailJson[] }>(path, { targets });
    const failed = body.targets.filter((result) => JSON.stringify(result).includes('"No."'));
    expect(failed.map((result) => result.target)).toEqual(targets.slice(10, 13));
  });
});

describe("lists that go wrong (F16, F17)", () => {
  async function walk(running: Running, taskId: string, most: number): Promise<string[][]> {
    const pages: string[][] = [];
    for (let marker = "f".repeat(24); pages.length < most; ) {
      const { body } = await running.client.get<ShowJson>(`${LIST}/${taskId}`, { limit: 10, marker });
      pages.push(body.task_details.map((row) => row.target));
      if (!body.page.marker || body.task_details.length < 10) break;
      marker = body.page.marker;
    }
    return pages;
  }

  it("show a row on two pages, and still every row", async () => {
    const running = await startSimulator();
    const taskId = await stage(running, 34);
    await inject(running, { kind: "shift-rows", rows: 2, match: { path: taskId } });
    const pages = await walk(running, taskId, 20);
    const rows = pages.flat();
    expect(rows).toHaveLength(36);
    expect(new Set(rows).size).toBe(34);
    expect(pages[1]?.slice(0, 2)).toEqual(pages[0]?.slice(-2));
  });

  it("repeat a marker, or never end", async () => {
    const running = await startSimulator();
    const taskId = await stage(running, 34);
    await inject(running, { kind: "repeat-marker", match: { path: taskId } });
    const repeated = await walk(running, taskId, 9);
    expect(repeated).toHaveLength(9);
    expect(repeated[8]).toEqual(repeated[1]);
    running.simulator.clearFaults();
    await inject(running, { kind: "endless-pages", match: { path: taskId } });
    expect(await walk(running, taskId, 40)).toHaveLength(40);
  });
});

describe("the platform's clock and rights (F19, F20)", () => {
  it("shows another time and judges signatures by it", async () => {
    const running = await startSimulator({ fleet: "empty" });
    const skewMs = 20 * 60_000;
    await fetch(`${running.url}/_simulator/clock`, { method: "POST", body: JSON.stringify({ skewMs }) });
    const refused = await running.client.get(LIST, UPGRADE);
    expect([refused.status, refused.body.error_code]).toEqual([401, "APIGW.0301"]);
    expect(refused.headers.get("date")).toBe("Sat, 21 Nov 2026 10:35:00 GMT");
    running.pass(skewMs);
    running.simulator.setSkew(-skewMs);
    expect((await running.client.get(LIST, UPGRADE)).headers.get("date")).toBe(
      "Sat, 21 Nov 2026 10:15:00 GMT",
    );
    expect(running.simulator.state().skewMs).toBe(-skewMs);
    running.simulator.reset();
    expect((await running.client.get(LIST, UPGRADE)).status).toBe(200);
  });

  it("takes single rights away, each with its own action", async () => {
    const running = await startSimulator();
    const { client, simulator } = running;
    const taskId = await stage(running, 5);
    const calls = {
      "iotda:batchtasks:queryList": () => client.get(LIST, UPGRADE),
      "iotda:batchtasks:query": () => client.get(`${LIST}/${taskId}`),
      "iotda:batchtasks:create": () => client.post(LIST, order),
      "iotda:batchtasks:retry": () => client.post(`${LIST}/${taskId}/retry`, {}),
      "iotda:batchtasks:confirm": () => client.post(`${LIST}/${taskId}/confirm`, {}),
      "iotda:batchtasks:stop": () => client.post(`${LIST}/${taskId}/stop`, {}),
      "iotda:batchtasks:delete": () => client.delete(`${LIST}/${taskId}`),
    } as const;
    for (const action of Object.keys(calls) as (keyof typeof calls)[]) {
      const body = JSON.stringify({ deny: [action] });
      await fetch(`${running.url}/_simulator/permissions`, { method: "POST", body });
      for (const [other, call] of Object.entries(calls)) {
        const { body: answer } = await call();
        if (other === action) expect([other, answer.error_code]).toEqual([other, "IOTDA.000022"]);
        else expect(answer.error_code, other).not.toBe("IOTDA.000022");
      }
    }
    simulator.denyActions(["iotda:batchtasks:query"]);
    const anonymous = await fetch(`${running.url}/v5/iot/p/batchtasks/${taskId}`);
    expect(anonymous.status).toBe(401);
    expect(simulator.state().denied).toEqual(["iotda:batchtasks:query"]);
    simulator.reset();
    expect(simulator.state().denied).toEqual([]);
  });
});

describe("what others do meanwhile (F26, F28)", () => {
  it("deletes a device or a group between choice and call", async () => {
    const running = await startSimulator();
    const { client, simulator } = running;
    const [gone = "", here = ""] = meters(2, 40);
    const task = await client.post<TaskJson>(LIST, { ...order, targets: [gone, here] });
    simulator.setDevices([{ deviceId: gone, deleted: true }]);
    expect((await client.get(`/devices/${gone}`)).status).toBe(404);
    simulator.advanceClock(120_000);
    const shown = await client.get<ShowJson>(`${LIST}/${task.body.task_id}`, { limit: 50 });
    const statusOf = (target: string) => shown.body.task_details.find((row) => row.target === target)?.status;
    expect(["Removed", "Fail"]).toContain(statusOf(gone));
    expect(statusOf(here)).toBe("Success");

    const { body: groups } = await client.get<{ device_groups: { group_id: string }[] }>("/device-group");
    const groupId = groups.device_groups[0]?.group_id ?? "";
    const body = JSON.stringify({ groupId });
    await fetch(`${running.url}/_simulator/groups/remove`, { method: "POST", body });
    expect((await client.get(`/device-group/${groupId}`)).status).toBe(404);
    const grouped = { ...order, targets: undefined, targets_filter: { group_ids: [groupId] } };
    const failing = await client.post<TaskJson>(LIST, grouped);
    simulator.advanceClock(10_000);
    const { batchtask } = (await client.get<ShowJson>(`${LIST}/${failing.body.task_id}`)).body;
    expect(batchtask).toMatchObject({ status: "Fail", task_progress: { total: 0 } });
    expect(batchtask.status_desc).toMatch(/group/);
    expect(() => simulator.removeGroup(groupId)).toThrow(`no group ${groupId}`);
  });

  it("fills the ten places for running tasks", async () => {
    const running = await startSimulator();
    for (let k = 0; k < 10; k++) await stage(running, 1);
    const { body } = await running.client.post(LIST, order);
    expect(body.error_code).toBe("IOTDA.014201");
  });
});

describe("/_simulator/faults", () => {
  it.each([
    [{ kind: "rewrite", at: "a" }, "one of value and remove"],
    [{ kind: "rewrite", at: "a", value: 1, remove: true }, "one of value and remove"],
    [{ kind: "flood" }, "bytes"],
    [{ kind: "flood", bytes: 5, gzip: true, contentLength: true }, "no length to announce"],
    [{ kind: "redirect" }, "to"],
    [{ kind: "delay" }, "delayMs"],
    [{ kind: "hang", status: 500 }, "status"],
    [{ kind: "reset", probability: 2 }, "probability"],
    [{ kind: "nonsense" }, "kind"],
  ])("refuses %j", async (body, reason) => {
    const { url } = await startSimulator({ fleet: "empty" });
    const response = await fetch(`${url}/_simulator/faults`, { method: "POST", body: JSON.stringify(body) });
    expect(response.status).toBe(400);
    expect((await response.json()).message).toContain(reason);
  });
});
