import type { ChildEnvironment } from "../process/run-child";

const OURS =
  /^(MUSTER|IOTDA|HUAWEICLOUD|SIMULATOR|DATABASE|E2E)_|^PG[A-Z]+$|^(PORT|HOST|HOSTNAME|APP_URL|NODE_ENV)$/;

/** The environment without anything that configures Muster: tests must not depend on, or touch, what a person uses. */
export function testEnvironment(environment: ChildEnvironment = process.env): ChildEnvironment {
  const kept = Object.entries(environment).filter(([name]) => !OURS.test(name));
  return { ...Object.fromEntries(kept), NEXT_TELEMETRY_DISABLED: "1" };
}
