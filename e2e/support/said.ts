import english from "@/lib/i18n/messages/en.json" with { type: "json" };
import chinese from "@/lib/i18n/messages/zh-CN.json" with { type: "json" };

/** Matches what the catalogues say under `path` (`tasks.notRefreshed`), in either language; values are anything. */
export function said(path: string): RegExp {
  return new RegExp([english, chinese].map((messages) => patternOf(find(messages, path))).join("|"));
}

function find(messages: unknown, path: string): string {
  const found = path
    .split(".")
    .reduce<unknown>((at, key) => (at instanceof Object ? Reflect.get(at, key) : undefined), messages);
  if (typeof found !== "string") throw new Error(`no message ${path}`);
  return found;
}

/** Of a message without plurals: a tag that holds nothing is filled in by the page, as a value is. */
function patternOf(message: string): string {
  return message
    .replaceAll(/<(\w+)><\/\1>|\{[^{}]*\}/g, "\0")
    .replaceAll(/<\/?\w+>/g, "")
    .split("\0")
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`))
    .join(".*");
}
