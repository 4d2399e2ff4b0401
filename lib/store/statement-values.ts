/** The values of a statement written in parts: each part adds its own and learns their place, `$1` on. */
export class StatementValues {
  readonly list: unknown[] = [];

  add(value: unknown): string {
    this.list.push(value);
    return `$${this.list.length}`;
  }
}
