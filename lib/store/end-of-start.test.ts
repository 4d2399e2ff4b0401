import { expect, it } from "vitest";
import { endOfStart } from "./end-of-start";

const bytes = (text: string) => Buffer.from(text);

it.each(["a", "meter_0", "z~", "é", "\ud7ff", "\uffff", "😀", "a\u{10ffff}", "b\u{10ffff}\u{10ffff}"])(
  "stands behind all that start with %j, and before what follows",
  (start) => {
    const end = endOfStart(start) ?? "";
    expect(Buffer.compare(bytes(`${start}\u{10ffff}\u{10ffff}`), bytes(end))).toBe(-1);
    // Nothing lies between: `end` is the start with its last letter that has a successor raised by one.
    const raised = [...end].at(-1)?.codePointAt(0) ?? 0;
    const before = raised === 0xe000 ? 0xd7ff : raised - 1;
    expect(start.startsWith([...end].slice(0, -1).join("") + String.fromCodePoint(before))).toBe(true);
  },
);

it("has none behind the last letter there is", () => expect(endOfStart("\u{10ffff}")).toBeNull());
