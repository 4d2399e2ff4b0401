import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError, errorCodes } from "@/lib/errors";
import { at, get, problemOf, readThing, setUp } from "./testing/set-up-route";

describe("a refusal", () => {
  const statuses = [400, 401, 403, 404, 409, 429, 422, 502, 502, 503, 503, 503, 500];

  it.each(errorCodes.map((code, index) => [code, statuses[index]] as const))(
    "%s answers %i",
    async (code, status) => {
      const { route, log } = setUp();
      const upstream = { status: 403, errorCode: "IOTDA.000022", errorMessage: "no", requestId: "u" };
      const help = {
        hint: "Do this.",
        hintKey: "no_permission",
        missingPermission: "iotda:batchtasks:create",
      };
      const response = await route(readThing, async () => {
        throw new AppError(code, "In words.", { upstream, ...help });
      })(get(), at("a"));
      const problem = await problemOf(response);
      expect(problem).toMatchObject({ code, status, upstream, ...help });
      expect(problem.detail === "In words.").toBe(code !== "internal");
      expect(response.headers.has("retry-after")).toBe(status === 429 || status === 503);
      expect(log.info.mock.calls.length + log.error.mock.calls.length).toBe(1);
    },
  );

  it("takes the delay it is given, in whole seconds", async () => {
    const { route } = setUp();
    const response = await route(readThing, async () => {
      throw new AppError("too_many_requests", "Slower.", { retryAfterSeconds: 2.2 });
    })(get(), at("a"));
    expect(response.headers.get("retry-after")).toBe("3");
  });

  it("chooses another status only within its family", async () => {
    const { route } = setUp();
    const refuse = (code: "invalid_input" | "forbidden", status: number) =>
      route(readThing, async () => {
        throw new AppError(code, "No.", { status });
      })(get(), at("a"));
    expect((await refuse("invalid_input", 413)).status).toBe(413);
    expect((await refuse("invalid_input", 200)).status).toBe(400);
    expect((await refuse("forbidden", 401)).status).toBe(403);
  });

  it.each([
    ["an error", new Error("hunter2")],
    ["a text", "hunter2"],
    ["a schema's error", z.string().safeParse(7).error],
    ["nothing", undefined],
  ])("for %s nobody planned is a 500 without detail", async (_name, thrown) => {
    const { route, log } = setUp();
    const response = await route(readThing, async () => {
      throw thrown;
    })(get(), at("a"));
    const problem = await problemOf(response);
    expect(problem).toMatchObject({ code: "internal", status: 500 });
    expect(Object.keys(problem).sort()).toEqual(["code", "detail", "requestId", "status", "title", "type"]);
    expect(JSON.stringify(problem)).not.toContain("hunter2");
    expect(log.error).toHaveBeenCalledWith(
      expect.objectContaining({ error: thrown, personId: "ann" }),
      expect.anything(),
    );
  });

  it.each([
    ["refused", Object.assign(new Error("connect"), { code: "ECONNREFUSED" })],
    ["shut down", Object.assign(new Error("terminating"), { code: "57P01" })],
    ["lost", new Error("Connection terminated unexpectedly")],
    [
      "Prisma's",
      Object.assign(new Error("raw"), {
        code: "P2010",
        meta: { driverAdapterError: { cause: { kind: "DatabaseNotReachable" } } },
      }),
    ],
    ["wrapped", new Error("outer", { cause: Object.assign(new Error("x"), { code: "P1001" }) })],
  ])("for a database that is away (%s) asks to come back", async (_name, thrown) => {
    const { route } = setUp();
    const response = await route(readThing, async () => {
      throw thrown;
    })(get(), at("a"));
    expect(await problemOf(response)).toMatchObject({ code: "unavailable", status: 503 });
    expect(response.headers.get("retry-after")).toBe("5");
  });
});
