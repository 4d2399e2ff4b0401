import { describe, expect, it } from "vitest";
import { z } from "zod";
import { AppError } from "./errors";
import { createLogger, type LogFields } from "./log";

function capture(level?: "debug" | "warn") {
  const lines: string[] = [];
  const log = createLogger({ name: "test", level }, { write: (line) => void lines.push(line) });
  return { log, lines, first: () => JSON.parse(lines[0] ?? "null") };
}

describe("createLogger", () => {
  it("writes one JSON line with UTC time, level and the fields", () => {
    const { log, lines, first } = capture();
    log.info({ requestId: "r1", status: 200, taskId: null }, "request");
    expect(lines).toHaveLength(1);
    expect(first()).toMatchObject({
      level: "info",
      name: "test",
      requestId: "r1",
      status: 200,
      taskId: null,
    });
    expect(first().message).toBe("request");
    expect(first().time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  it("drops every field that is not on the list", () => {
    const { log, lines } = capture();
    const fields = {
      requestId: "r1",
      authorization: "Bearer hunter2",
      body: { password: "hunter2" },
      cookie: "hunter2",
    };
    log.info(fields as LogFields, "request");
    expect(lines.join()).not.toContain("hunter2");
  });

  it("keeps to the level", () => {
    const { log, lines } = capture("warn");
    log.info({}, "quiet");
    log.warn({}, "loud");
    expect(lines).toHaveLength(1);
  });

  it.each(["a\r\nb", "\u001b[31mred", "\u009b31m", "\u202egnp.exe", "\u2028", "\ud800", "\u0000"])(
    "encodes %j so that a value stays one harmless text",
    (value) => {
      const { log, lines, first } = capture();
      log.info({ path: value }, value);
      expect(lines).toHaveLength(1);
      const unsafe = /[\p{Cc}\u2028\u202e\p{Cs}]/u;
      expect(first().path).not.toMatch(unsafe);
      expect(first().message).not.toMatch(unsafe);
    },
  );

  it("cuts a long value", () => {
    const { log, lines } = capture();
    log.info({ reason: "x".repeat(100_000) }, "long");
    expect(lines.join().length).toBeLessThan(1500);
  });
});

describe("errors in the log", () => {
  it("keep name, code, frames and cause, but the message only of an AppError", () => {
    const { log, lines, first } = capture();
    const driver = Object.assign(new Error("connect postgres://u:hunter2@db\n    hunter2"), {
      code: "ECONNREFUSED",
    });
    log.error(
      { error: new AppError("unavailable", "The database does not answer.", { cause: driver }) },
      "failed",
    );
    expect(lines.join()).not.toContain("hunter2");
    const { error } = first();
    expect(error).toMatchObject({
      name: "AppError",
      code: "unavailable",
      message: "The database does not answer.",
    });
    expect(error.cause).toMatchObject({ name: "Error", code: "ECONNREFUSED" });
    expect(error.cause.message).toBeUndefined();
    expect(error.frames[0]).toMatch(/^at /);
  });

  it("name path and rule of a schema's mismatch, not the value", () => {
    const { log, lines, first } = capture();
    const result = z.strictObject({ a: z.object({ b: z.number() }) }).safeParse({ a: { b: "hunter2" } });
    log.error({ error: result.error }, "mismatch");
    expect(lines.join()).not.toContain("hunter2");
    expect(first().error.issues).toEqual(["a.b invalid_type number"]);
  });

  it("take whatever was thrown", () => {
    const { log, first } = capture();
    log.error({ error: "hunter2" }, "odd");
    expect(first().error).toEqual({ name: "string" });
  });
});
