export type ClockState = {
  /** How far the platform's clock has been moved ahead of the wall clock, ms. */
  offset: number;
  /** Where task time was when the speed last changed, and the platform's time then. */
  baseTask: number;
  basePlatform: number;
  speed: number;
  /** The latest platform time given out; it never runs backwards. */
  last: number;
};

/**
 * Three times. Wall: signatures and Date headers. Platform: the wall plus what tests moved it by; creation times,
 * schedules, tokens. Task time: runs `speed` times as fast as the platform's; everything devices do.
 */
export class SimulatedClock {
  private state: ClockState;
  /** How far the clock that callers see is off, ms; forgotten on a restart, as faults are. */
  skewMs = 0;

  constructor(
    private readonly wall: () => Date,
    speed: number,
  ) {
    const start = this.wallNow();
    this.state = { offset: 0, baseTask: start, basePlatform: start, speed, last: start };
  }

  get speed(): number {
    return this.state.speed;
  }

  get offset(): number {
    return this.state.offset;
  }

  wallNow(): number {
    return this.wall().getTime();
  }

  /** What the Date header shows and signatures are judged by. */
  shownNow(): number {
    return this.wallNow() + this.skewMs;
  }

  /** Platform time in ms. */
  now(): number {
    this.state.last = Math.max(this.state.last, this.wallNow() + this.state.offset);
    return this.state.last;
  }

  /** The platform time last given out or replayed. */
  get last(): number {
    return this.state.last;
  }

  taskTimeAt(platformMs: number): number {
    return this.state.baseTask + (platformMs - this.state.basePlatform) * this.state.speed;
  }

  platformTimeAt(taskMs: number): number {
    return this.state.basePlatform + (taskMs - this.state.baseTask) / this.state.speed;
  }

  /** Moves the platform's clock ahead. */
  advance(ms: number): void {
    this.state.offset += ms;
  }

  /** From the platform time `at` on, devices live `speed` times as fast. */
  changeSpeed(at: number, speed: number): void {
    const baseTask = this.taskTimeAt(at);
    this.state = { ...this.state, baseTask, basePlatform: at, speed };
  }

  /** Takes over a platform time that a replayed journal entry carries. */
  reach(platformMs: number): void {
    this.state.last = Math.max(this.state.last, platformMs);
  }

  dump(): ClockState {
    return { ...this.state };
  }

  restore(state: ClockState): void {
    this.state = { ...state };
  }
}
