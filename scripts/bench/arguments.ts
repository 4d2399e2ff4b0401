import { CommandFailure } from "../process/command-failure";

export interface BenchSelection {
  /** Also what takes minutes. */
  soak: boolean;
  /** The one benchmark to run; null for all. */
  only: string | null;
  /** Writes the figures into `docs/performance.md`. */
  record: boolean;
}

/** Reads `[--soak] [--record] [--only name]`. */
export function parseBenchArguments(args: readonly string[], names: readonly string[]): BenchSelection {
  const selection: BenchSelection = { soak: false, only: null, record: false };
  const left = [...args];
  for (let flag = left.shift(); flag !== undefined; flag = left.shift()) {
    if (flag === "--soak") selection.soak = true;
    else if (flag === "--record") selection.record = true;
    else if (flag === "--only") selection.only = left.shift() ?? "";
    else throw usage(names);
  }
  if (selection.only !== null && !names.includes(selection.only)) throw usage(names);
  return selection;
}

function usage(names: readonly string[]): CommandFailure {
  return new CommandFailure(
    `Usage: npm run bench [-- --soak] [-- --record] [-- --only name]\nNames: ${names.join(", ")}`,
  );
}
