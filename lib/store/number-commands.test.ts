import { describe, expect, it } from "vitest";
import type { PlatformSubtask } from "@/lib/domain/platform-task";
import { type HeldCommand, numberCommands, numberDevices } from "./number-commands";

const row = (target: string, commandId: string | null, status = "Processing"): PlatformSubtask => ({
  ...{ target, commandId, status, platformStatus: status },
  ...{ output: null, errorCode: null, errorMessage: null },
});
const held = (...commands: (string | null)[]): HeldCommand[] =>
  commands.map((commandId, dup) => ({ target: "d", dup, commandId }));
const places = (rows: PlatformSubtask[], known: HeldCommand[] = []) =>
  numberCommands(rows, known).map(({ row: { target, commandId }, dup }) => [target, commandId, dup]);

describe("numberDevices", () => {
  it("keeps one row a device, as last read", () => {
    expect(numberDevices([row("a", null, "Processing"), row("b", null), row("a", null, "Success")])).toEqual([
      { row: row("a", null, "Success"), dup: 0 },
      { row: row("b", null), dup: 0 },
    ]);
  });
});

describe("numberCommands", () => {
  it("numbers the commands of a device by their ids, whatever the order of the rows", () => {
    const expected = [
      ["d", "c1", 0],
      ["d", "c2", 1],
    ];
    expect(places([row("d", "c1"), row("d", "c2")])).toEqual(expected);
    expect(places([row("d", "c2"), row("d", "c1")]).sort()).toEqual(expected);
  });

  it("leaves every command its number, and gives one met later the next, even when its id sorts first", () => {
    expect(places([row("d", "c0"), row("d", "c3"), row("d", "c1")], held("c1", "c3")).sort()).toEqual([
      ["d", "c0", 2],
      ["d", "c1", 0],
      ["d", "c3", 1],
    ]);
  });

  it("takes a command met twice once, as last read", () => {
    expect(numberCommands([row("d", "c1"), row("d", "c1", "Success")], [])).toEqual([
      { row: row("d", "c1", "Success"), dup: 0 },
    ]);
    const same = row("d", "c1");
    expect(numberCommands([same, same], [])).toHaveLength(1);
  });

  it("fills the row that waited for its command", () => {
    expect(places([row("d", "c1")], held(null))).toEqual([["d", "c1", 0]]);
    expect(places([row("d", "c2"), row("d", "c1")], held(null)).sort()).toEqual([
      ["d", "c1", 0],
      ["d", "c2", 1],
    ]);
  });

  it("takes a row that is met without its command and with it in one go for one", () => {
    expect(places([row("d", null), row("d", "c1")])).toEqual([["d", "c1", 0]]);
    expect(places([row("d", "c1"), row("d", null)], held(null))).toEqual([["d", "c1", 0]]);
  });

  it("keeps a second subtask apart that waits beside a known command", () => {
    const both = [row("d", "c1"), row("d", null)];
    const expected = [
      ["d", "c1", 0],
      ["d", null, 1],
    ];
    expect(places(both, held("c1"))).toEqual(expected);
    expect(places(both, held("c1", null))).toEqual(expected);
    expect(places([row("d", "c1"), row("d", "c2")], held("c1", null))).toEqual([
      ["d", "c1", 0],
      ["d", "c2", 1],
    ]);
  });

  it("numbers every device for itself", () => {
    const known = [{ target: "e", dup: 0, commandId: "x" }];
    expect(places([row("d", "c1"), row("e", "c2"), row("f", null)], known)).toEqual([
      ["d", "c1", 0],
      ["e", "c2", 1],
      ["f", null, 0],
    ]);
  });
});
