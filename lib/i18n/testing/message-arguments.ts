/** Names of the arguments and tags of an ICU message, sorted: what a translation must have in common with its original. */
export function messageArguments(message: string): string[] {
  const found = new Set<string>();
  for (const [, tag] of message.matchAll(/<(\w+)>/g)) if (tag) found.add(`<${tag}>`);
  collect(message, 0, found);
  return [...found].sort();
}

/** Reads text up to the closing brace of its own level and returns the offset after it. */
function collect(message: string, from: number, found: Set<string>): number {
  let at = from;
  while (at < message.length && message[at] !== "}") {
    at = message[at] === "{" ? readArgument(message, at + 1, found) : at + 1;
  }
  return at + 1;
}

function readArgument(message: string, from: number, found: Set<string>): number {
  const [, name = "", type] = /^\s*(\w+)\s*(?:,\s*(\w+))?/.exec(message.slice(from)) ?? [];
  found.add(type === undefined ? name : `${name}, ${type}`);
  let at = from;
  while (at < message.length && message[at] !== "}") {
    at = message[at] === "{" ? collect(message, at + 1, found) : at + 1;
  }
  return at + 1;
}
