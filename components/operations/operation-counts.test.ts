import { describe, expect, it } from "vitest";
import type { Operation } from "@/lib/contracts/operations";
import { countOperation } from "./operation-counts";

const operation = (part: Partial<Operation>, answered: number): Operation => ({
  id: "0b7e2f0c-0d3f-4b43-9d5e-1f6a5d1c2b3a",
  kind: "retry",
  state: "running",
  taskId: "t",
  createdAt: "2026-03-17T04:00:00Z",
  createdBy: { id: "p", name: "P", kind: "person" },
  total: 187,
  succeeded: 98,
  failed: 2,
  results: [],
  page: { total: answered, nextCursor: null, page: 1, pages: 1 },
  ...part,
});

describe("countOperation", () => {
  it("splits the set into accepted, refused, lost and not sent", () => {
    expect(countOperation(operation({}, 100))).toEqual({ accepted: 98, refused: 2, unknown: 0, unsent: 87 });
    expect(countOperation(operation({}, 110))).toEqual({ accepted: 98, refused: 2, unknown: 10, unsent: 77 });
  });

  it("knows no rest where the platform picks the set", () => {
    expect(countOperation(operation({ total: null, succeeded: 0, failed: 0 }, 0)).unsent).toBeNull();
  });
});
