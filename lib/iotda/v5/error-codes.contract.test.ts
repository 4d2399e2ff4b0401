import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { isMissing, PlatformError } from "../errors";
import { type CodeCase, codeCases } from "./testing/code-cases";
import { type Attempt, draftOf, people } from "./testing/limit-case";
import { type SimulatedPlatform, startSimulatedPlatform } from "./testing/simulated-platform";
import { targetCodes } from "./testing/target-codes";

/*
 * Every code of error-codes.tsv that v5 or its gateway knows, on its way through the client: provoked for its own
 * reason where the simulator has one, and by its fault switch on a read and on a write.
 */

interface Published {
  status: number;
  code: string;
  scope: string;
}

const published: Published[] = readFileSync(`${import.meta.dirname}/../testdata/error-codes.tsv`, "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("\t"))
  .map(([status = "", code = "", , , scope = ""]) => ({ status: Number(status), code, scope }))
  .filter(({ scope }) => !scope.startsWith("NA"));

let scene: SimulatedPlatform;
beforeAll(async () => {
  scene = await startSimulatedPlatform();
});
afterAll(() => scene.close());
afterEach(() => scene.simulator.reset());

const classOf: Record<CodeCase["failure"], string> = {
  throttled: "upstream_throttled",
  transient: "upstream_unavailable",
  auth: "upstream_auth",
  rejected: "upstream_rejected",
  contract: "upstream_contract",
  unreachable: "upstream_unavailable",
  unknown: "upstream_unavailable",
};

/** Calls one attempt costs at most: throttled ones wait and come again, reads also after the platform's own trouble. */
const callsOf = (kind: "read" | "write", { failure }: CodeCase): number => {
  if (failure === "throttled") return kind === "read" ? 11 : 6;
  return failure === "transient" && kind === "read" ? 3 : 1;
};

async function failureOf(attempt: Attempt): Promise<PlatformError> {
  const outcome: unknown = await attempt(scene).catch((error: unknown) => error);
  if (outcome instanceof PlatformError) return outcome;
  throw new Error(`expected the platform to refuse, got ${String(outcome)}`, { cause: outcome });
}

function expectError(error: PlatformError, { status, code }: Published, wanted: CodeCase): void {
  expect(error).toMatchObject({
    code: classOf[wanted.failure],
    failure: wanted.failure,
    sent: wanted.sent,
    upstream: {
      status,
      errorCode: code,
      errorMessage: expect.stringMatching(/\w/),
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
    },
  });
  expect(isMissing(error)).toBe(wanted.isMissing ?? false);
  // A known code has words of its own, better than those of its class.
  expect(error.hint).toMatch(/\w.*\.$/);
}

it("every published code has its case, and no other", () => {
  expect(Object.keys(codeCases).sort()).toEqual(published.map(({ code }) => code).sort());
});

const known = published.flatMap((row) => {
  const wanted = codeCases[row.code];
  return wanted ? [[row.code, row, wanted] as const] : [];
});
const provoked = known.flatMap(([code, row, wanted]) =>
  wanted.provoke ? [[code, row, wanted, wanted.provoke] as const] : [],
);

describe("met for its own reason", () => {
  it.each(provoked)("%s", async (_code, row, wanted, provoke) => {
    expectError(await failureOf(provoke), row, wanted);
  });
});

describe.each(known)("%s", (code, row, wanted) => {
  const fault = () => scene.simulator.addFault({ kind: "status", status: row.status, code, message: "No." });

  it("is understood on a read", async () => {
    fault();
    expectError(await failureOf(({ platform }) => platform.listApps(people)), row, wanted);
    expect(scene.simulator.calls()).toHaveLength(callsOf("read", wanted));
  });

  it("is understood on a write", async () => {
    fault();
    const draft = draftOf("createCommands");
    expectError(await failureOf(({ platform }) => platform.createTask(draft, people)), row, wanted);
    expect(scene.simulator.calls()).toHaveLength(callsOf("write", wanted));
  });
});

describe("within an accepted call", () => {
  it.each(Object.entries(targetCodes))("%s is told of its device alone", async (code, provoke) => {
    expect(await provoke(scene)).toMatchObject({
      status: expect.stringMatching(/^(?:Fail|failure)$/),
      errorCode: code,
      errorMessage: expect.stringMatching(/\w/),
    });
  });
});

describe("what no table lists", () => {
  it.each([
    [{ status: 400, code: "IOTDA.099999" }, "upstream_rejected", "yes"],
    [{ status: 403, code: "IOTDA.099999" }, "upstream_rejected", "yes"],
    [{ status: 403, code: "APIG.9999" }, "upstream_auth", "yes"],
    [{ status: 429, code: "APIG.0308" }, "upstream_throttled", "yes"],
    [{ status: 200, code: "IOTDA.099999" }, "upstream_rejected", "yes"],
    [{ status: 503, code: "IOTDA.099999" }, "upstream_unavailable", "maybe"],
  ])("%j goes by its status and keeps the platform's words", async (given, code, sent) => {
    scene.simulator.addFault({ kind: "status", ...given, message: "Something new." });
    const error = await failureOf(({ platform }) => platform.createTask(draftOf("createCommands"), people));
    expect(error).toMatchObject({
      code,
      sent,
      upstream: { status: given.status, errorCode: given.code, errorMessage: "Something new." },
    });
  });
});
