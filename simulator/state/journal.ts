import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import type { Command } from "../world";

/** Commands since the last snapshot, a line of JSON each; on disk before the call is answered. */
export class Journal {
  private file: number;
  private written = 0;

  constructor(readonly path: string) {
    this.file = openSync(path, "a");
  }

  get bytes(): number {
    return this.written;
  }

  append(command: Command): void {
    const line = Buffer.from(`${JSON.stringify(command)}\n`);
    let done = 0;
    while (done < line.length) done += writeSync(this.file, line, done);
    fsyncSync(this.file);
    this.written += line.length;
  }

  close(): void {
    closeSync(this.file);
  }
}

/** The commands of a journal file. A last line without its end was never answered, so it is dropped. */
export function readJournal(path: string): Command[] {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  const lines = text.split("\n");
  lines.pop();
  return lines.map((line) => JSON.parse(line));
}
