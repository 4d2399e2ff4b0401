import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { answerOpenly, answerUnknownAddress } from "./open-answers";
import { checkReadiness } from "./readiness";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "muster-migrations-"));
  for (const name of ["1_first", "2_second"]) await mkdir(join(folder, name));
});
afterAll(() => rm(folder, { recursive: true }));

const request = new Request("http://localhost/readyz", { headers: { "x-request-id": "r-1" } });

function ready(query: () => Promise<{ rows: unknown[] }>): Promise<Response> {
  return answerOpenly(request, async () => {
    await checkReadiness({ query }, folder);
    return { status: "ready" };
  });
}

const rows = (...names: string[]) => ({ rows: names.map((name) => ({ name })) });

describe("readiness", () => {
  it.each([
    ["all migrations", rows("1_first", "2_second"), 200],
    ["one more than this version knows", rows("1_first", "2_second", "3_third"), 200],
    ["one too few", rows("1_first"), 503],
    ["none", rows(), 503],
  ])("with %s", async (_name, applied, status) => {
    const response = await ready(async () => applied);
    expect(response.status).toBe(status);
    expect(response.headers.get("cache-control")).toBe("no-store");
    expect(response.headers.get("retry-after")).toBe(status === 503 ? "2" : null);
  });

  it("fails without a word about why when the database is away or empty", async () => {
    for (const code of ["ECONNREFUSED", "42P01"]) {
      const response = await ready(async () => {
        throw Object.assign(new Error("postgres://u:hunter2@db"), { code });
      });
      expect(response.status).toBe(503);
      expect(await response.text()).not.toContain("hunter2");
    }
  });
});

describe("an address the API does not have", () => {
  it("is a problem", async () => {
    const response = await answerUnknownAddress(request);
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json; charset=utf-8");
    expect(await response.json()).toMatchObject({ code: "not_found", requestId: "r-1" });
  });
});
