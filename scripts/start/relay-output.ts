import { createInterface } from "node:readline";
import type { Readable } from "node:stream";

const dailyBusiness = /^\{"level":"(trace|debug|info)"/;

/**
 * Passes on what a program writes, line by line, but for log lines of daily business: for a terminal, where a person
 * reads along and the address has to stay in sight. Anywhere else the whole log goes out as it is.
 */
export function relayOutput(from: Readable, write: (line: string) => void): void {
  createInterface({ input: from, crlfDelay: Number.POSITIVE_INFINITY }).on("line", (line) => {
    if (!dailyBusiness.test(line)) write(`${line}\n`);
  });
}
