import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { Command, World } from "../world";
import { Journal, readJournal } from "./journal";
import { readSnapshot, SNAPSHOT_FORMAT, type Snapshot, writeSnapshot } from "./snapshot";

/** A journal longer than this is folded into a new snapshot, bytes. */
const JOURNAL_LIMIT = 32 * 1024 * 1024;

type Identity = { fleet: string; seed: number };

/** A world's memory on disk: a snapshot, and a journal of the commands since. */
export class SavedState {
  private readonly snapshotPath: string;
  private generation = 0;
  private journal: Journal;

  /** Restores `world` from `dataDir` and begins a fresh journal. State of another fleet or format is set aside. */
  constructor(
    private readonly dataDir: string,
    private world: World,
    private readonly identity: Identity,
    private readonly journalLimit = JOURNAL_LIMIT,
  ) {
    mkdirSync(dataDir, { recursive: true });
    this.snapshotPath = join(dataDir, "snapshot");
    const snapshot = this.readOwnSnapshot();
    if (snapshot) {
      this.generation = snapshot.head.generation;
      world.restore(snapshot.world);
    }
    for (const command of readJournal(this.journalPath())) world.apply(command);
    world.settle();
    this.journal = this.compact();
  }

  /** On disk when it returns. */
  append(command: Command): void {
    this.journal.append(command);
  }

  /** Call after the command was applied: folds a long journal into a new snapshot. */
  fold(): void {
    if (this.journal.bytes > this.journalLimit) this.save();
  }

  /** Writes a snapshot of the world as it is now. */
  save(): void {
    const old = this.journal;
    this.journal = this.compact();
    old.close();
  }

  /** Forgets everything and goes on with another world. */
  restart(world: World): void {
    this.world = world;
    this.save();
  }

  close(): void {
    this.save();
    this.journal.close();
  }

  private compact(): Journal {
    this.generation++;
    const head = { format: SNAPSHOT_FORMAT, generation: this.generation, ...this.identity };
    writeSnapshot(this.snapshotPath, { head, world: this.world.dump() });
    const journal = new Journal(this.journalPath());
    for (const name of readdirSync(this.dataDir)) {
      if (name.startsWith("journal-") && join(this.dataDir, name) !== journal.path)
        rmSync(join(this.dataDir, name));
    }
    return journal;
  }

  private journalPath(): string {
    return join(this.dataDir, `journal-${this.generation}.ndjson`);
  }

  private readOwnSnapshot(): Snapshot | undefined {
    try {
      const snapshot = readSnapshot(this.snapshotPath);
      if (!snapshot) return undefined;
      const { fleet, seed } = snapshot.head;
      if (fleet === this.identity.fleet && seed === this.identity.seed) return snapshot;
    } catch (error) {
      if (error instanceof Error && "syscall" in error) throw error;
    }
    const aside = join(this.dataDir, `set-aside-${Date.now()}`);
    mkdirSync(aside);
    for (const name of readdirSync(this.dataDir)) {
      if (name === "snapshot" || name.startsWith("journal-"))
        renameSync(join(this.dataDir, name), join(aside, name));
    }
    return undefined;
  }
}
