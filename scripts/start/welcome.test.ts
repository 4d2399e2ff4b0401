import { expect, it } from "vitest";
import { parseEnvironment } from "@/lib/env";
import { renderWelcome } from "./welcome";

const environment = parseEnvironment({ PORT: "3100" });
const admin = { email: "admin@muster.local", password: null, generated: false };

it("says where the console is, how to get in, and what is simulated", () => {
  const report = {
    sandbox: true,
    admin: { ...admin, password: "abc", generated: true },
    warnings: ["Plain http."],
  };
  expect(renderWelcome({ environment, report, sandboxUrl: "http://127.0.0.1:4010" })).toBe(`
  Muster is running.

  Open       http://localhost:3100
  Sign in    admin@muster.local
  Password   abc   (generated; shown only this once)
  Sandbox    a simulated platform with a demo fleet, at http://127.0.0.1:4010

  Warning: Plain http.

  Ctrl-C stops it.
`);
});

it("shows no password that somebody has chosen", () => {
  const text = renderWelcome({
    environment,
    report: { sandbox: false, admin, warnings: [] },
    sandboxUrl: null,
  });
  expect(text).toContain("Sign in as   admin@muster.local");
  expect(text).not.toMatch(/password|sandbox|warning/i);
});
