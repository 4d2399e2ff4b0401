import { CommandFailure } from "../process/command-failure";

export interface BenchSelection {
  /** Also what takes minutes. */
  soak: boolean;
  /** The one benchmark to run; null for all. */
  only: string | null;
}

/** Reads `[--soak] [--only name]`. */
export function parseBenchArguments(args: readonly string[], names: readonly string[]): BenchSelection {
  const selection: BenchSelection = { soak: false, only: null };
  const left = [...args];
  for (let flag = left.shift(); flag !== undefined; flag = left.shift()) {
    if (flag === "--soak") selection.soak = true;
    else if (flag === "--only") selection.only = left.shift() ?? "";
    else throw usage(names);
  }
  if (selection.only !== null && !names.includes(selection.only)) throw usage(names);
  return selection;
}

function usage(names: readonly string[]): CommandFailure {
  return new CommandFailure(`Usage: npm run bench [-- --soak] [-- --only name]\nNames: ${names.join(", ")}`);
}
