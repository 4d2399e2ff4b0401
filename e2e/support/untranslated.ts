import type { Page } from "@playwright/test";
import english from "@/lib/i18n/messages/en.json" with { type: "json" };
import chinese from "@/lib/i18n/messages/zh-CN.json" with { type: "json" };
import sentences from "@/lib/i18n/sentences/zh-CN.json" with { type: "json" };

type Messages = { [key: string]: string | Messages };

function* leaves(messages: Messages, path = ""): Generator<[path: string, text: string]> {
  for (const [key, value] of Object.entries(messages)) {
    const place = path === "" ? key : `${path}.${key}`;
    if (typeof value === "string") yield [place, value];
    else yield* leaves(value, place);
  }
}

/** Names of things, which stay as they are in every language: the sandbox, and a parameter of its valve command. */
const names = ["Sandbox", "open"];
const translated = new Map(leaves(chinese));
/** Sentences and words of the English catalogue that the Chinese one says in another way. */
const englishOnly = [...leaves(english)]
  .filter(([path, text]) => text.length > 2 && !text.includes("{") && translated.get(path) !== text)
  .map(([, text]) => text.replaceAll(/<[^>]*>/g, ""))
  .filter((text) => !names.includes(text));
const namespaces = Object.keys(english);

/**
 * English words of the catalogue, or bare keys of it, or what our server says, on a page that is Chinese: what it shows
 * and what it only says. The platform's own words are none of them: its texts stand in `bdi`, its name of a status is
 * the title of ours.
 */
export async function findUntranslated(page: Page): Promise<string[]> {
  return page.evaluate(
    ({ words, sentences, namespaces }) => {
      const bareKey = new RegExp(`^(${namespaces.join("|")})(\\.[A-Za-z_]+)+$`);
      const known = new Set(words);
      const said: string[] = [document.title];
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { parentElement, textContent } = walker.currentNode;
        if (!parentElement?.closest("script, style, noscript, bdi")) said.push(textContent ?? "");
      }
      for (const name of ["aria-label", "title", "placeholder", "alt"]) {
        for (const each of document.querySelectorAll(`[${name}]:not(.st)`))
          said.push(each.getAttribute(name) ?? "");
      }
      const english = said.map((text) => text.trim()).filter((text) => known.has(text) || bareKey.test(text));
      const ofServer = new Set(sentences);
      const quoted = [...document.querySelectorAll("bdi")].map(({ textContent }) => textContent);
      return [...new Set([...english, ...quoted.filter((text) => ofServer.has(text))])];
    },
    { words: englishOnly, sentences: Object.keys(sentences), namespaces },
  );
}
