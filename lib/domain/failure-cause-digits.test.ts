import { expect, it } from "vitest";
import { causeOf } from "./failure-cause";

const parts = [
  ..."0123456789abcdefxT:.-_/ \"'`\\＃３".split(""),
  ...[
    "0x",
    "device ",
    "http://a1.b2/",
    "68f0a1b2c3d4e5f607182930",
    "SN4F7K20A",
    "20261122T101636Z",
    "1h30m15s",
    "::ffff:10.1.2.3",
  ],
];

it("groups messages alike whatever their digits are: `subtask-states.ts` counts them with fives", () => {
  let state = 11;
  const roll = (n: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * n);
  };
  for (let round = 0; round < 4_000; round += 1) {
    const message = Array.from({ length: 1 + roll(24) }, () => parts[roll(parts.length)]).join("");
    expect(causeOf(null, message.replace(/[1-9]/g, "5")), message).toBe(causeOf(null, message));
  }
});
