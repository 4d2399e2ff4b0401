import { describe, expect, it } from "vitest";
import { parseEnvironment } from "@/lib/env";
import { workerEnvironment } from "../worker/worker-environment";
import { consoleEnvironment, simulatorEnvironment } from "./child-environment";

const outer = {
  PATH: "/bin",
  HOSTNAME: "box",
  IOTDA_ENDPOINT: "https://example.test",
  MUSTER_ADMIN_PASSWORD: "x",
};

describe("consoleEnvironment", () => {
  it("spells out what was decided and keeps the rest, but for the machine's name", () => {
    const environment = parseEnvironment({ PORT: "3100", HOST: "0.0.0.0" });
    const settings = {
      environment,
      dataDirectory: "/data",
      secret: "s",
      databaseUrl: "postgresql://db",
      dev: false,
    };
    expect(consoleEnvironment(outer, { ...settings, sandboxUrl: "http://127.0.0.1:4010" })).toMatchObject({
      ...outer,
      HOSTNAME: undefined,
      NODE_ENV: "production",
      PORT: "3100",
      HOST: "0.0.0.0",
      DATABASE_URL: "postgresql://db",
      MUSTER_DATA_DIR: "/data",
      MUSTER_SECRET: "s",
      MUSTER_SANDBOX_URL: "http://127.0.0.1:4010",
    });
  });
});

describe("simulatorEnvironment", () => {
  it("holds the simulator's settings and no secret of ours", () => {
    expect(
      simulatorEnvironment({ ...outer, SIMULATOR_SPEED: "5", MUSTER_SECRET: "s" }, 4010, "/data/sandbox"),
    ).toEqual({
      PATH: "/bin",
      SIMULATOR_SPEED: "5",
      NODE_ENV: "production",
      SIMULATOR_PORT: "4010",
      SIMULATOR_DATA_DIR: "/data/sandbox",
    });
  });
});

describe("workerEnvironment", () => {
  it("needs the database and the secret of the console", () => {
    expect(() => workerEnvironment({}, parseEnvironment({}))).toThrow("DATABASE_URL must be set");
    const source = { DATABASE_URL: "postgresql://u@db/muster", MUSTER_DATA_DIR: "/nowhere" };
    expect(() => workerEnvironment(source, parseEnvironment(source))).toThrow("MUSTER_SECRET must be set");
    const complete = { ...source, MUSTER_SECRET: "0123456789abcdef0123456789abcdef" };
    expect(workerEnvironment(complete, parseEnvironment(complete))).toMatchObject({
      ...complete,
      NODE_ENV: "production",
    });
  });
});
