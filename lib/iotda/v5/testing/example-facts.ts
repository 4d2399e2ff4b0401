import { expect } from "vitest";
import type { ConnectedPlatform } from "../../connect";
import type { Example } from "./play-example";

export const people = { lane: "people" } as const;
export const space = "a7c3f0d2b84e4f6f9e1d2c3b4a596877";
export const product = "68f0a1b2c3d4e5f607182930";
export const group = "c2f6e1d0-7b1a-4a53-9d0e-5b7f3c9a1e42";
export const taskId = "6b016f243b7e4c5d9a1f0c21";

/** Devices of the examples are pumps, numbered from 1. */
export const device = (number: number) => `${product}_pump-${String(number).padStart(4, "0")}`;

/** What to do for one example. */
export interface Play {
  call(platform: ConnectedPlatform, example: Example): Promise<unknown>;
  /** What must come out, or of an error its facts. */
  gives: unknown;
}

/** A refusal that keeps the platform's own words. */
export const refused = (status: number, errorCode: string, facts: object = {}) =>
  expect.objectContaining({
    code: "upstream_rejected",
    sent: "yes",
    upstream: expect.objectContaining({ status, errorCode, errorMessage: expect.stringMatching(/\w/) }),
    ...facts,
  });
