import { expect, it } from "vitest";
import type { Connection } from "@/lib/contracts/connections";
import { changedFields } from "./changed-fields";
import { savedKeys } from "./testing/drafts";

it.each([
  ["nothing", { updatedAt: "2026-11-22T13:00:00.000Z" }, []],
  ["a name", { name: "Renamed" }, [{ field: "name", value: "Renamed" }]],
  ["what is no longer set", { purpose: null }, [{ field: "purpose", value: null }]],
  [
    "a switch and a limit",
    { readOnly: true, rateRead: 4 },
    [
      { field: "readOnly", value: true },
      { field: "rateRead", value: "4" },
    ],
  ],
  ["a key, without showing it", { accessKeyLast4: "7QHD" }, [{ field: "secretKey", value: null }]],
  ["a forgotten secret", { secretSet: false }, [{ field: "secretKey", value: null }]],
] satisfies [string, Partial<Connection>, object[]][])("tells %s", (_, change, fields) => {
  expect(changedFields(savedKeys, { ...savedKeys, ...change })).toEqual(fields);
});
