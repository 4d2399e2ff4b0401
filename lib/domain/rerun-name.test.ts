import { describe, expect, it } from "vitest";
import { nextRerunName, rerunStem } from "./rerun-name";

const v5 = { limit: 128, plain: true };
const legacy = { limit: 256, plain: false };

describe("the name of a re-run", () => {
  it.each([
    ["pump_fix", v5, [], "pump_fix_rerun_1"],
    ["pump_fix", v5, ["pump_fix_rerun_1", "pump_fix_rerun_9", "pump_fix_rerun_x"], "pump_fix_rerun_10"],
    ["pump_fix_rerun_2", v5, ["pump_fix_rerun_2"], "pump_fix_rerun_3"],
    ["made elsewhere: 水泵", v5, [], "made_elsewhere__水泵_rerun_1"],
    ["made elsewhere: 水泵", legacy, [], "made elsewhere: 水泵_rerun_1"],
  ])("%s", (name, platform, taken, expected) => {
    expect(nextRerunName(rerunStem(name, platform), taken)).toBe(expected);
  });

  it("is cut between characters to what the platform takes, whatever the number", () => {
    const long = nextRerunName(rerunStem("𠮷".repeat(80), v5), [`${rerunStem("𠮷".repeat(80), v5)}99998`]);
    expect(long).toMatch(/^𠮷+_rerun_99999$/u);
    expect(long.length).toBeLessThanOrEqual(128);
    expect(nextRerunName(rerunStem("x".repeat(300), legacy), []).length).toBeLessThanOrEqual(256);
  });
});
