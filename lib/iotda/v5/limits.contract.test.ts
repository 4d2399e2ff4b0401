import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { documentLimits } from "./testing/document-limits";
import { fileLimits } from "./testing/file-limits";
import { fleetLimits } from "./testing/fleet-limits";
import type { Attempt, LimitCase } from "./testing/limit-case";
import { type SimulatedPlatform, startSimulatedPlatform } from "./testing/simulated-platform";
import { taskLimits } from "./testing/task-limits";

/*
 * Every documented limit of v5 with one call just inside and one just outside, through the client against the
 * simulator: two readings of one sheet, written apart. Who refuses is part of the expectation.
 */

let scene: SimulatedPlatform;
beforeAll(async () => {
  scene = await startSimulatedPlatform();
});
afterAll(() => scene.close());
afterEach(() => scene.simulator.reset());

const failureOf = (attempt: Attempt): Promise<unknown> =>
  attempt(scene).then(
    () => "it was accepted",
    (error: unknown) => error,
  );

async function expectInside({ inside, insideMeets: code }: LimitCase): Promise<void> {
  if (code === undefined) await inside(scene);
  else expect(await failureOf(inside)).toMatchObject({ upstream: { errorCode: code } });
}

async function expectOutside({ outside, refusal }: LimitCase): Promise<void> {
  const error = await failureOf(outside);
  if (refusal.by === "client") {
    expect(error).toMatchObject({ code: "invalid_input", invalidParams: [{ path: refusal.path }] });
    expect(error).not.toHaveProperty("sent");
    return;
  }
  expect(error).toMatchObject({
    sent: "yes",
    upstream: { status: refusal.status, errorCode: refusal.code },
  });
}

describe.each([
  ["tasks", taskLimits],
  ["documents", documentLimits],
  ["files and exports", fileLimits],
  ["everything to choose from", fleetLimits],
])("limits of %s", (_, cases) => {
  it.each(cases.map((one) => [one.limit, one] as const))("%s", async (_limit, one) => {
    await expectInside(one);
    scene.simulator.reset();
    scene.pass(2_000);
    await expectOutside(one);
  });
});

it("no limit is listed twice", () => {
  const all = [...taskLimits, ...documentLimits, ...fileLimits, ...fleetLimits].map(({ limit }) => limit);
  expect(all.filter((limit, index) => all.indexOf(limit) !== index)).toEqual([]);
});
