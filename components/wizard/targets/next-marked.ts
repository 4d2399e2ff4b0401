import type { TargetPiece } from "@/lib/domain/target-list";
import type { LineFilter } from "./lines-view";
import type { ShownList } from "./use-device-ids";

/** The next problem or repeat behind an offset into the text, going round at the end. */
export function nextMarked(
  { summary }: ShownList,
  what: Exclude<LineFilter, "all">,
  after: number,
): TargetPiece | null {
  const pieces: readonly TargetPiece[] = what === "problem" ? summary.problems : summary.repeats;
  return pieces.find((piece) => piece.start >= after) ?? pieces[0] ?? null;
}
