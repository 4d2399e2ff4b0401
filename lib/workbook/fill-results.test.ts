import { expect, it } from "vitest";
import { fillResults } from "./fill-results";
import { buildSheet, rowOf } from "./testing/build-workbook";
import { readTexts } from "./testing/read-texts";

const headings = ["Status", "Error code", "What to do"] as const;

it("puts what became of each device beside its row, and hides the secrets that were typed", () => {
  const bytes = buildSheet(
    rowOf(["node_id", "secret", "product_id", "PSK of the customer", "hall"], 1) +
      rowOf(["n1", "correct-horse", "p", "staple", "H1"], 2) +
      rowOf(["n2", "", "p", "", "H2"], 5) +
      rowOf(["n3", "battery-9", "p"], 6),
  );
  const filled = fillResults(
    bytes,
    { type: "createDevices", maxRows: 10 },
    {
      sheetName: "Devices",
      headings,
      results: new Map([
        ["p_n1", ["Fail", "IOTDA.014016", "Retry helps: again."]],
        ["p_n2", ["Success", "", ""]],
      ] as const),
    },
  );
  expect(readTexts(filled, 1)).toEqual([
    ["node_id", "secret", "product_id", "PSK of the customer", "hall", ...headings],
    ["n1", "********", "p", "********", "H1", "Fail", "IOTDA.014016", "Retry helps: again."],
    ["n2", "p", "H2", "Success"],
    ["n3", "********", "p"],
  ]);
});
