import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SANDBOX } from "../sandbox-defaults";
import { NaClient } from "../testing/na-client";
import { shapeOf } from "../testing/shape-of";
import { meters, startSimulator } from "../testing/start-simulator";

type Example = {
  request: { method: string; url: string; body?: Record<string, unknown> };
  response: { status: number; body: Record<string, unknown> };
};

/** An example of the sheet, as it stands. */
function example(name: string): Example {
  return JSON.parse(readFileSync(new URL(`../testdata/examples/${name}.json`, import.meta.url), "utf8"));
}

async function start() {
  const running = await startSimulator();
  return { ...running, na: new NaClient(running.url) };
}

/** The body of the example, for the sandbox's application and with devices that exist. */
function createBody(name: string, change: object = {}) {
  const { request } = example(name);
  return { ...request.body, appId: SANDBOX.naAppId, ...change };
}

function expectLike(name: string, reply: { status: number; body: unknown }): void {
  const { response } = example(name);
  expect(reply.status).toBe(response.status);
  expect(shapeOf(reply.body)).toEqual(shapeOf(response.body));
}

describe("answers have the keys and types of the sheet's examples", () => {
  it("na-login and na-refresh-token", async () => {
    const { na } = await start();
    const login = await na.login();
    expectLike("na-login", login);
    expectLike("na-refresh-token", await na.refresh(login.body.refreshToken));
    const { scope, tokenType, expiresIn } = example("na-login").response.body;
    expect(login.body).toMatchObject({ scope, tokenType, expiresIn });
  });

  it("na-create-task, with the example's own body", async () => {
    const { na } = await start();
    expectLike("na-create-task", await na.create(createBody("na-create-task")));
  });

  it("na-create-task-limit", async () => {
    const { na, simulator } = await start();
    simulator.setMode(["naUnfinished"]);
    await na.create(createBody("na-create-task"));
    const reply = await na.create(createBody("na-create-task-limit"));
    expectLike("na-create-task-limit", reply);
    expect(reply.body).toEqual(example("na-create-task-limit").response.body);
  });

  it("na-query-task", async () => {
    const { na } = await start();
    const { param } = example("na-query-task").response.body;
    const { body } = await na.create(createBody("na-create-task", { param }));
    expectLike("na-query-task", await na.show(body.taskID, { select: "tag" }));
  });

  it("na-query-task-details, a command on its way and one that failed", async () => {
    const { na, pass, simulator } = await start();
    const [deviceId = ""] = meters(1);
    simulator.setDevices([{ deviceId, outcome: "success", durationMs: 60_000 }]);
    const taskId = await na.createTask({ type: "DeviceList", deviceList: [deviceId, "nobody"] });
    pass(10_000);
    const reply = await na.details({ taskId, pageNo: 0, pageSize: 25 });
    expectLike("na-query-task-details", reply);
    const { taskDetails } = example("na-query-task-details").response.body;
    const inside = (rows: unknown) =>
      (rows as { output: string | null; error: string | null }[]).map(({ output, error }) =>
        [output, error].map((text) => (text === null ? null : shapeOf(JSON.parse(text)))),
      );
    expect(inside(reply.body.taskDetails)).toEqual(inside(taskDetails));
    const errors = (rows: unknown) => (rows as { error: string | null }[]).map(({ error }) => error);
    expect(errors(reply.body.taskDetails)).toEqual(errors(taskDetails));
  });

  it("na-throttled", async () => {
    const { na, simulator } = await start();
    await na.call("GET", "/iocm/app/batchtask/v1.1.0/taskDetails");
    simulator.limitNaCalls(2);
    const reply = await na.details({ taskId: "5bd7f0c2e4b0a1b2c3d4e5f6" });
    expectLike("na-throttled", reply);
    expect(reply.body).toEqual(example("na-throttled").response.body);
  });
});
