import { WorkbookRefusal } from "../refusals";
import { readXmlPart } from "../xml/read-part";
import { readAttributes } from "../xml/xml-text";
import type { ZipEntry } from "../zip/read-directory";
import type { Unpack } from "../zip/unpack";

/** What a part of the package says of another one inside it. */
export interface Relation {
  id: string;
  /** The last word of its type's address, in small letters: `worksheet`, `styles`. */
  kind: string;
  /** The name of the other part, as in `ZipEntry`. */
  target: string;
}

/** Sheets and other things a workbook may name; far more than people make. */
export const mostNamed = 1_000;
const mostLinks = 100_000;

/** Where the relations of a part stand; of the package itself for "". */
export function relationsPart(part: string): string {
  const cut = part.lastIndexOf("/") + 1;
  return `${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`;
}

/** The relations of a part to others in the package. Throws `WorkbookRefusal` for those to programs and to the outside. */
export function readRelations(entry: ZipEntry | undefined, part: string, unpack: Unpack): Relation[] {
  const relations: Relation[] = [];
  if (!entry) return relations;
  readXmlPart(unpack, entry, {
    open(name, source) {
      const attributes = name === "Relationship" ? inside(source) : null;
      if (!attributes) return;
      if (relations.length === mostNamed) throw new WorkbookRefusal("damaged");
      const target = resolveTarget(attributes.get("Target") ?? "", part);
      relations.push({ id: attributes.get("Id") ?? "", kind: kindOf(attributes), target });
    },
  });
  return relations;
}

/** Looks at the relations of a part that nobody needs here: no more of them than a sheet may have links. */
export function refuseRelations(entry: ZipEntry, unpack: Unpack): void {
  let count = 0;
  readXmlPart(unpack, entry, {
    open(name, source) {
      if (name !== "Relationship") return;
      count += 1;
      if (count > mostLinks) throw new WorkbookRefusal("damaged");
      inside(source);
    },
  });
}

/** Refuses a content type or relation that stands for macros, macro sheets or controls. */
export function refuseProgram(source: string): void {
  if (/macro(enabled|sheet)|vbaproject|activex/i.test(source)) throw new WorkbookRefusal("macros");
}

/** Null for a link that people click: everything else outside would be read by who opens the file. */
function inside(source: string): Map<string, string> | null {
  refuseProgram(source);
  const attributes = readAttributes(source);
  if (attributes.get("TargetMode")?.toLowerCase() !== "external") return attributes;
  if (kindOf(attributes) !== "hyperlink") throw new WorkbookRefusal("external");
  return null;
}

function kindOf(attributes: ReadonlyMap<string, string>): string {
  const type = attributes.get("Type") ?? "";
  return type.slice(type.lastIndexOf("/") + 1).toLowerCase();
}

/** Either from the root of the package or from the folder of the part. */
function resolveTarget(target: string, part: string): string {
  try {
    const { pathname } = new URL(target.replaceAll("\\", "/"), `file:///${part}`);
    return decodeURIComponent(pathname).slice(1).toLowerCase();
  } catch {
    throw new WorkbookRefusal("damaged");
  }
}
