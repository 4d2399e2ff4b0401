import { commonWords } from "./common-passwords";

/** Characters, any of them (security.md S1.6). `givenLeast`: for the one that comes from the environment. */
export const passwordLengths = { least: 12, most: 128, givenLeast: 8 } as const;

/** Why a password is refused, in the order in which the rules are asked. */
export type PasswordProblem = "too_short" | "too_long" | "repeats" | "common" | "personal";

export interface PasswordFacts {
  password: string;
  /** The person's e-mail and name: a password made of them is no secret. */
  personal?: readonly string[];
  least?: number;
}

/** What must be left of a password beside everything a guesser tries first; a digit or sign counts half. */
const leastUnguessable = 4;

/** Null when the password may be used. */
export function checkPassword({
  password,
  personal = [],
  least = passwordLengths.least,
}: PasswordFacts): PasswordProblem | null {
  const length = [...password].length;
  if (length < least) return "too_short";
  if (length > passwordLengths.most) return "too_long";
  const plain = password.normalize("NFKC").toLowerCase();
  if (isRepetition(plain) || new Set(plain).size < 4) return "repeats";
  if (unguessable(plain, guessable) < leastUnguessable) return "common";
  const own = personal.flatMap(personalWords);
  return unguessable(plain, [...own, ...guessable]) < leastUnguessable ? "personal" : null;
}

/** One unit of up to 8 characters, again and again: `abcabcabcabc`. */
function isRepetition(text: string): boolean {
  return /^(.{1,8}?)\1+.{0,3}$/u.test(text);
}

/** Read as written and with stand-ins for letters as letters (`p@ssw0rd`): the reading with less left counts. */
function unguessable(text: string, words: readonly string[]): number {
  const asLetters = text.replace(/\d{2,}|[@0135$!]/g, (found) => standIns[found] ?? found);
  return Math.min(...[text, asLetters].map((reading) => score(words.reduce(takeAway, reading))));
}

const standIns: Record<string, string> = {
  "@": "a",
  "0": "o",
  "1": "i",
  "3": "e",
  "5": "s",
  $: "s",
  "!": "i",
};

function takeAway(text: string, word: string): string {
  return text.replaceAll(word, " ");
}

function score(rest: string): number {
  const letters = rest.match(/\p{L}/gu)?.length ?? 0;
  const others = rest.match(/[^\p{L}\s]/gu)?.length ?? 0;
  return letters + others / 2;
}

function personalWords(text: string): string[] {
  const parts = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return parts.filter((word) => word.length >= 3);
}

/** Everything in keyboard, alphabet or counting order, both ways, from three characters on; and the years. */
function orderedRuns(): string[] {
  const rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm", "abcdefghijklmnopqrstuvwxyz", "12345678901234567890"];
  const bothWays = rows.flatMap((row) => [row, [...row].reverse().join("")]);
  const runs = bothWays.flatMap((row) =>
    [...row].flatMap((_, start) =>
      Array.from({ length: row.length - start - 2 }, (__, extra) => row.slice(start, start + 3 + extra)),
    ),
  );
  const years = Array.from({ length: 120 }, (_, year) => String(1940 + year));
  return [...runs, ...years];
}

/** Longest first, so that `administrator` is taken away before `admin`. */
const guessable: readonly string[] = [...new Set([...commonWords, ...orderedRuns()])].sort(
  (a, b) => b.length - a.length || (a < b ? -1 : 1),
);
