/** Points on which servers differ (rows of sheet §15); each starts on the side the sheet takes. */
export const MODES = [
  /** Row 1: 30,000 rows a file, not 100,000. */
  "fileRows",
  /** Row 2: task names without Chinese characters. */
  "taskNames",
  /** Row 3: no moduleUpgrade. */
  "moduleUpgrade",
  /** Row 4: no file for updateDevices. */
  "updateDevices",
  /** Row 6: packages named by `package_id` only. */
  "packageIds",
  /** Row 8: no call without Instance-Id. */
  "instanceId",
  /** Row 15: 32 KB of paras for an asynchronous command, not 256 KB. */
  "asyncParas",
  /** Row 18: no hyphen in targets. */
  "targetHyphen",
  /** Row 21: one unfinished legacy task, not ten. */
  "naUnfinished",
  /** Row 23: `select=tag` only, not `tags`. */
  "naSelect",
  /** Row 24: throttled calls get 403 `IOTDA.021101`, not 429 `APIGW.0308`. */
  "throttle",
] as const;

export type ModeName = (typeof MODES)[number];

/** Which points are on their stricter side. */
export class Modes {
  private strict: ReadonlySet<ModeName> = new Set();

  isStrict(name: ModeName): boolean {
    return this.strict.has(name);
  }

  /** Exactly these are strict from now on. */
  set(strict: readonly ModeName[]): void {
    this.strict = new Set(strict);
  }

  list(): ModeName[] {
    return [...this.strict];
  }
}
