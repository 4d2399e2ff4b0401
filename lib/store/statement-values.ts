/** The values of a statement written in parts: each part adds its own and learns their place, `$1` on. */
export class StatementValues {
  readonly list: unknown[] = [];

  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }

  /** The same where the planner does not see it: with no value to look at, one plan is made once and does for all. */
  addUnseen(value: unknown, type: "int" | "text"): string {
    return `(SELECT ${this.add(value)}::${type})`;
  }
}
