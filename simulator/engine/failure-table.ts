export type Failure = { code?: string; message: string };

/** Failures by number, so that a subtask keeps two bytes of them; number 0 means success. */
export class FailureTable {
  private list: Failure[] = [{ message: "" }];
  private readonly numbers = new Map<string, number>();

  numberOf(failure: Failure): number {
    const key = `${failure.code ?? ""} ${failure.message}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    if (this.list.length === 0xffff) throw new Error("too many different failure texts");
    this.numbers.set(key, this.list.length);
    return this.list.push(failure) - 1;
  }

  get(number: number): Failure {
    return this.list[number] ?? { message: "" };
  }

  dump(): Failure[] {
    return this.list;
  }

  restore(list: Failure[]): void {
    this.list = list;
    this.numbers.clear();
    for (const [number, { code, message }] of list.entries())
      this.numbers.set(`${code ?? ""} ${message}`, number);
  }
}
