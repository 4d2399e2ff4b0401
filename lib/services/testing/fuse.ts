import type { Platform } from "@/lib/iotda/platform";
import type { Database } from "@/lib/store/db";

/** `process`: nothing of it reaches anything any more. `database`: the process lives on without one. */
export type BreakKind = "process" | "database";

export interface BreakPlan {
  kind: BreakKind;
  /** Counted from 1, in the order of the process's own steps; one more than there are breaks behind the last. */
  step: number;
  /** `after`: the step had its effect, and the process never hears of it. */
  when: "before" | "after";
}

type Port = "database" | "platform";

/** What a broken process gets from whatever it reaches for. */
export class BrokenError extends Error {
  constructor() {
    super("broken here");
    this.name = "BrokenError";
  }
}

/** Stands between one process and database and platform: counts each step it takes there, and breaks it at one. */
export class Fuse {
  /** In order, e.g. `database operation.updateMany`. */
  readonly steps: string[] = [];
  private broken = false;

  constructor(private readonly plan: BreakPlan | null = null) {}

  get hasBroken(): boolean {
    return this.broken;
  }

  /** Breaks behind the last step, when that is the plan and the process has taken it. */
  end(): void {
    this.strike(this.steps.length + 1, "before");
  }

  enter(port: Port, name: string): number {
    this.check(port);
    const step = this.steps.push(`${port} ${name}`);
    this.strike(step, "before");
    this.check(port);
    return step;
  }

  leave(port: Port, step: number): void {
    this.strike(step, "after");
    this.check(port);
  }

  private strike(step: number, when: BreakPlan["when"]): void {
    if (this.plan?.step === step && this.plan.when === when) this.broken = true;
  }

  private check(port: Port): void {
    if (this.broken && (this.plan?.kind === "process" || port === "database")) throw new BrokenError();
  }
}

type Call = (...input: never[]) => Promise<unknown>;

/** The database as the process behind the fuse has it. A transaction that breaks is rolled back, unless by its end. */
export function fuseDatabase(database: Database, fuse: Fuse): Database {
  return { ...database, prisma: fuseClient(database.prisma, fuse) };
}

function fuseClient<Client extends object>(client: Client, fuse: Fuse): Client {
  return new Proxy(client, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (name === "$transaction") return fuseTransaction(target as unknown as Database["prisma"], fuse);
      if (typeof name === "symbol") return found;
      if (typeof found === "function") return fuseCall(found.bind(target) as Call, name, fuse);
      return typeof found === "object" && found !== null ? fuseModel(found, name, fuse) : found;
    },
  });
}

function fuseModel(model: object, modelName: string, fuse: Fuse): object {
  return new Proxy(model, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== "function" || typeof name === "symbol") return found;
      return fuseCall(found.bind(target) as Call, `${modelName}.${name}`, fuse);
    },
  });
}

function fuseCall(call: Call, name: string, fuse: Fuse): Call {
  return async (...input) => {
    const step = fuse.enter("database", name);
    const result = await call(...input);
    fuse.leave("database", step);
    return result;
  };
}

type Transact = (run: (tx: object) => Promise<unknown>, options?: object) => Promise<unknown>;

function fuseTransaction(client: Database["prisma"], fuse: Fuse): Transact {
  return async (run, options) => {
    let commit = 0;
    const result = await client.$transaction(async (tx) => {
      const made = await run(fuseClient(tx, fuse));
      commit = fuse.enter("database", "commit");
      return made;
    }, options);
    fuse.leave("database", commit);
    return result;
  };
}

/** The platform as the process behind the fuse has it. */
export function fusePlatform(platform: Platform, fuse: Fuse): Platform {
  return new Proxy(platform, {
    get(target, name) {
      const found: unknown = Reflect.get(target, name);
      if (typeof found !== "function" || typeof name === "symbol") return found;
      const call = found.bind(target) as Call;
      return async (...input: never[]) => {
        const step = fuse.enter("platform", name);
        const result = await call(...input);
        fuse.leave("platform", step);
        return result;
      };
    },
  });
}
