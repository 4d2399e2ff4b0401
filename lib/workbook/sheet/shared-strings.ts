import { WorkbookRefusal } from "../refusals";
import type { XmlHandlers } from "../xml/xml-reader";
import { decodeSheetText } from "../xml/xml-text";
import { createTextCollector } from "./text-collector";

/** More than 2 MB of archive can hold that differ from each other. */
const mostTexts = 2_000_000;

/** Reads the texts that the cells of a workbook share into `texts`, by their index. */
export function createStringsReader(): { handlers: XmlHandlers; texts: readonly string[] } {
  const texts: string[] = [];
  const collector = createTextCollector();
  return {
    texts,
    handlers: {
      open(name) {
        if (name === "si") collector.start();
        collector.open(name);
      },
      close(name) {
        collector.close(name);
        if (name !== "si") return;
        if (texts.length === mostTexts) throw new WorkbookRefusal("memory");
        texts.push(decodeSheetText(collector.take()));
      },
      text: collector.text,
    },
  };
}
