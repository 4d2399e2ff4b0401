import { describe, expect, it } from "vitest";
import { waitBeforeReconnect } from "./reconnect-policy";

const most = () => 1;
const none = () => 0;
const refused = (status: number, retryAfterSeconds: number | null = null) =>
  ({ kind: "refused", status, retryAfterSeconds }) as const;

describe("waitBeforeReconnect", () => {
  it("spreads lost streams over a time that doubles up to a minute", () => {
    const waits = [0, 1, 2, 5, 6, 50].map((failures) =>
      waitBeforeReconnect({ kind: "lost" }, failures, most),
    );
    expect(waits).toEqual([1_000, 2_000, 4_000, 32_000, 60_000, 60_000]);
    expect(waitBeforeReconnect({ kind: "lost" }, 6, none)).toBe(0);
    expect(waitBeforeReconnect({ kind: "lost" }, 6, () => 0.5)).toBe(30_000);
  });

  it.each([401, 403, 404])("asks again minutes after a %s", (status) => {
    expect(waitBeforeReconnect(refused(status), 0, none)).toBe(300_000);
  });

  it("waits as long as a 429 or a 503 asks for, and never all at the same moment", () => {
    expect(waitBeforeReconnect(refused(429, 20), 0, none)).toBe(20_000);
    expect(waitBeforeReconnect(refused(429, 20), 0, most)).toBe(30_000);
    expect(waitBeforeReconnect(refused(429), 0, none)).toBe(30_000);
    expect(waitBeforeReconnect(refused(503, 20), 0, most)).toBe(21_000);
  });

  it("takes a server's error for a lost stream", () => {
    expect(waitBeforeReconnect(refused(502), 3, most)).toBe(8_000);
  });
});
