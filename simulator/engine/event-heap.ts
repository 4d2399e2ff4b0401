/**
 * What happens next: a binary heap over plain arrays of (time, task, row). Equal times go by task and row, so the
 * order never depends on when an entry was pushed, and a heap rebuilt from saved columns replays the same.
 */
export class EventHeap {
  private times = new Float64Array(1024);
  private tasks = new Uint32Array(1024);
  private rows = new Int32Array(1024);
  private length = 0;

  get size(): number {
    return this.length;
  }

  /** Time of the next event; Infinity when there is none. */
  get nextTime(): number {
    return this.length > 0 ? (this.times[0] ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY;
  }

  push(time: number, task: number, row: number): void {
    if (time === Number.POSITIVE_INFINITY) return;
    if (this.length === this.times.length) this.grow();
    let at = this.length++;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.before(time, task, row, parent)) break;
      this.copy(parent, at);
      at = parent;
    }
    this.place(at, time, task, row);
  }

  /** Takes the next event off; call only while `size > 0`. */
  pop(): { time: number; task: number; row: number } {
    const first = this.at(0);
    const last = this.at(--this.length);
    let at = 0;
    for (;;) {
      const child = this.smallerChild(at);
      if (child < 0 || this.before(last.time, last.task, last.row, child)) break;
      this.copy(child, at);
      at = child;
    }
    this.place(at, last.time, last.task, last.row);
    return first;
  }

  clear(): void {
    this.length = 0;
  }

  private smallerChild(at: number): number {
    const left = 2 * at + 1;
    if (left >= this.length) return -1;
    const right = left + 1;
    if (right >= this.length) return left;
    const { time, task, row } = this.at(right);
    return this.before(time, task, row, left) ? right : left;
  }

  private before(time: number, task: number, row: number, other: number): boolean {
    const otherTime = this.times[other] ?? 0;
    if (time !== otherTime) return time < otherTime;
    const otherTask = this.tasks[other] ?? 0;
    return task !== otherTask ? task < otherTask : row < (this.rows[other] ?? 0);
  }

  private at(index: number): { time: number; task: number; row: number } {
    return { time: this.times[index] ?? 0, task: this.tasks[index] ?? 0, row: this.rows[index] ?? 0 };
  }

  private place(at: number, time: number, task: number, row: number): void {
    this.times[at] = time;
    this.tasks[at] = task;
    this.rows[at] = row;
  }

  private copy(from: number, to: number): void {
    this.times[to] = this.times[from] ?? 0;
    this.tasks[to] = this.tasks[from] ?? 0;
    this.rows[to] = this.rows[from] ?? 0;
  }

  private grow(): void {
    const size = this.times.length * 2;
    const [times, tasks, rows] = [new Float64Array(size), new Uint32Array(size), new Int32Array(size)];
    times.set(this.times);
    tasks.set(this.tasks);
    rows.set(this.rows);
    Object.assign(this, { times, tasks, rows });
  }
}
