import { draw } from "../draw";
import { CallRate } from "./call-rate";
import type { Fault, FaultOf } from "./fault";
import { PageMemory } from "./page-memory";

/** What strikes one call: any number of rewrites, and one other fault with what it knows of earlier pages. */
export type Strike = {
  rewrites: readonly FaultOf<"rewrite">[];
  fault?: Exclude<Fault, { kind: "rewrite" }>;
  memory: PageMemory;
};

type Entry = { fault: Fault; left: number; rate: CallRate; memory: PageMemory };

const SALT = 0x71;

/** Faults in the order they were added. */
export class FaultList {
  private entries: Entry[] = [];
  private draws = 0;

  constructor(private readonly seed: number) {}

  add(fault: Fault): void {
    const left = fault.times ?? Number.POSITIVE_INFINITY;
    this.entries.push({ fault, left, rate: new CallRate(), memory: new PageMemory() });
  }

  clear(): void {
    this.entries = [];
  }

  list(): { fault: Fault; left: number | null }[] {
    return this.entries.map(({ fault, left }) => ({ fault, left: Number.isFinite(left) ? left : null }));
  }

  /** What strikes a call at the wall time `now`, ms; each fault in it is used up by one. */
  strike(method: string, target: string, now: number): Strike {
    const rewrites: FaultOf<"rewrite">[] = [];
    let struck: Pick<Strike, "fault" | "memory"> = { memory: new PageMemory() };
    for (const entry of this.entries) {
      const { fault, memory } = entry;
      if (fault.kind !== "rewrite" && struck.fault) continue;
      if (!fits(fault, method, target) || !this.isDue(entry, now)) continue;
      entry.left--;
      if (fault.kind === "rewrite") rewrites.push(fault);
      else struck = { fault, memory };
    }
    this.entries = this.entries.filter(({ left }) => left > 0);
    return { rewrites, ...struck };
  }

  private isDue({ fault, rate }: Entry, now: number): boolean {
    if (fault.kind === "throttle" && fault.over !== undefined && !rate.isOver(fault.over, now)) return false;
    return fault.probability === undefined || draw(this.seed, ++this.draws, SALT) < fault.probability;
  }
}

function fits({ match }: Fault, method: string, target: string): boolean {
  if (match?.method && match.method.toUpperCase() !== method) return false;
  return target.includes(match?.path ?? "");
}
