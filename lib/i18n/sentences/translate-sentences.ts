/** Sentences of the server in English, `{name}` where a value stands, with what another language says for each. */
export type SentenceBook = Readonly<Record<string, string>>;

interface Pattern {
  matches: RegExp;
  names: string[];
  said: string;
}

const placeholder = /\{(\w+)\}/g;
const patternsOf = new WeakMap<SentenceBook, Pattern[]>();

/**
 * What the server said, in the language of `book`: one sentence, or several in a row. What the book does not know is
 * given back as it came, all of it: half a text in each language helps nobody.
 */
export function translateSentences(book: SentenceBook, text: string): string {
  const whole = translateOne(book, text);
  if (whole !== undefined) return whole;
  const parts = text.split(/(?<=\.) (?=\p{Lu})/u).map((part) => translateOne(book, part));
  return parts.every((part) => part !== undefined) ? parts.join("") : text;
}

function translateOne(book: SentenceBook, text: string): string | undefined {
  if (Object.hasOwn(book, text)) return book[text];
  for (const { matches, names, said } of patterns(book)) {
    const values = matches.exec(text)?.slice(1);
    if (!values) continue;
    // A value can be a clause of its own, such as the rule that a field breaks.
    return said.replace(placeholder, (_, name: string) => {
      const value = values[names.indexOf(name)] ?? "";
      return translateOne(book, value) ?? value;
    });
  }
}

/** Those with most words of their own first, so that one that fits nearly anything comes last. */
function patterns(book: SentenceBook): Pattern[] {
  const known = patternsOf.get(book);
  if (known) return known;
  const made = Object.entries(book)
    .filter(([sentence]) => sentence.includes("{"))
    .toSorted(([a], [b]) => ownLength(b) - ownLength(a))
    .map(([sentence, said]) => ({
      matches: new RegExp(`^${sentence.split(placeholder).map(toSource).join("")}$`, "u"),
      names: [...sentence.matchAll(placeholder)].map(([, name = ""]) => name),
      said,
    }));
  patternsOf.set(book, made);
  return made;
}

const ownLength = (sentence: string) => sentence.replace(placeholder, "").length;

/** Text and names take turns where a sentence was split at its placeholders. */
function toSource(part: string, index: number): string {
  return index % 2 === 1 ? "(.+?)" : part.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
