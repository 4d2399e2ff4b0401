import { WorkbookRefusal } from "../refusals";
import { longestToken } from "../xml/xml-reader";
import { decodeText } from "../xml/xml-text";

/** Puts together the text of a cell from its runs (`<r><t>`), without the reading aids of Japanese (`<rPh>`). */
export function createTextCollector() {
  let collected = "";
  let inText = false;
  let inAid = false;
  return {
    start() {
      collected = "";
    },
    open(name: string) {
      if (name === "t") inText = !inAid;
      else if (name === "rPh") inAid = true;
    },
    close(name: string) {
      if (name === "t") inText = false;
      else if (name === "rPh") inAid = false;
    },
    text(text: string, raw: boolean) {
      if (inText) collected = addText(collected, text, raw);
    },
    take: () => collected,
  };
}

/** Text comes in pieces, of which there may be any number. */
export function addText(collected: string, text: string, raw: boolean): string {
  if (collected.length + text.length > longestToken) throw new WorkbookRefusal("damaged");
  return collected + (raw ? decodeText(text) : text);
}
