import { describe, expect, it } from "vitest";
import { NaClient } from "../testing/na-client";
import { startSimulator } from "../testing/start-simulator";

const unknownTask = "0".repeat(24);

async function start() {
  const running = await startSimulator({ fleet: "empty" });
  const na = new NaClient(running.url);
  const ask = async (times: number) => {
    const statuses: number[] = [];
    for (let k = 0; k < times; k++) statuses.push((await na.show(unknownTask)).status);
    return statuses;
  };
  return { ...running, na, ask };
}

const taken = (times: number) => Array.from({ length: times }, () => 404);

describe("the throttle of an application", () => {
  it("lets a hundred calls pass in any minute of the wall clock, the login among them", async () => {
    const { na, ask, pass } = await start();
    expect(await ask(99)).toEqual(taken(99));
    const refused = await na.show(unknownTask);
    expect(refused.status).toBe(403);
    expect(refused.body).toEqual({ error_code: "1010009", error_desc: "app throttle exceed." });
    expect((await na.login()).body.error_code).toBe("1010009");
    pass(59_999);
    expect(await ask(1)).toEqual([403]);
    pass(1);
    expect(await ask(100)).toEqual(taken(100));
    expect(await ask(1)).toEqual([403]);
  });

  it("does not move with the platform's clock, nor count strangers", async () => {
    const { na, ask, simulator } = await start();
    await ask(99);
    na.accessToken = "wrong";
    expect((await na.show(unknownTask)).body.error_code).toBe("1010005");
    expect((await na.login({ appId: "other", secret: "wrong" })).status).toBe(401);
    simulator.advanceClock(60_000);
    expect((await na.login()).body.error_code).toBe("1010009");
  });

  it("can be steered, and is as at first after a reset", async () => {
    const { na, ask, simulator } = await start();
    simulator.limitNaCalls(3);
    expect(await ask(3)).toEqual([404, 404, 403]);
    simulator.limitNaCalls(0);
    expect(await ask(200)).toEqual(taken(200));
    simulator.limitNaCalls(1);
    simulator.reset();
    na.accessToken = undefined;
    expect(await ask(99)).toEqual(taken(99));
    expect(await ask(1)).toEqual([403]);
  });
});
