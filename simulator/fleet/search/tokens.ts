import { PlatformRefusal } from "../../refusals";

type Token = { kind: "word" | "number" | "text" | "sign"; value: string };

const TOKEN = /\s*(?:'((?:[^']|'')*)'|([A-Za-z_]\w*)|(\d+)|(!=|[=<>(),*]))/y;

/** The words of a statement, taken one after another. Keywords are read in either case, fields and values are not. */
export class Tokens {
  private readonly tokens: Token[];
  private next = 0;

  constructor(text: string) {
    this.tokens = split(text);
  }

  takeWord(word: string): boolean {
    return this.take((token) => token.kind === "word" && token.value.toLowerCase() === word);
  }

  takeSign(sign: string): boolean {
    return this.take((token) => token.kind === "sign" && token.value === sign);
  }

  expectWord(word: string): void {
    if (!this.takeWord(word)) throw this.unexpected(word);
  }

  expectSign(sign: string): void {
    if (!this.takeSign(sign)) throw this.unexpected(sign);
  }

  expectName(): string {
    return this.expect("word", "a field");
  }

  expectNumber(): number {
    return Number(this.expect("number", "a number"));
  }

  /** A value in quotes; a quote inside is written twice. */
  expectText(): string {
    return this.expect("text", "a value in quotes").replaceAll("''", "'");
  }

  expectEnd(): void {
    if (this.next < this.tokens.length) throw this.unexpected("the end");
  }

  private take(fits: (token: Token) => boolean): boolean {
    const token = this.tokens[this.next];
    if (!token || !fits(token)) return false;
    this.next++;
    return true;
  }

  private expect(kind: Token["kind"], what: string): string {
    const token = this.tokens[this.next];
    if (token?.kind !== kind) throw this.unexpected(what);
    this.next++;
    return token.value;
  }

  private unexpected(expected: string): PlatformRefusal {
    const found = this.tokens[this.next]?.value ?? "the end";
    return new PlatformRefusal("IOTDA.000006", `sql: ${expected} expected, found ${found}.`);
  }
}

function split(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex;
    const match = TOKEN.exec(text);
    if (!match) throw new PlatformRefusal("IOTDA.000006", `sql cannot be read from character ${at + 1} on.`);
    const [, quoted, word, number, sign = ""] = match;
    if (quoted !== undefined) tokens.push({ kind: "text", value: quoted });
    else if (word !== undefined) tokens.push({ kind: "word", value: word });
    else if (number !== undefined) tokens.push({ kind: "number", value: number });
    else tokens.push({ kind: "sign", value: sign });
  }
  return tokens;
}
