import { WorkbookRefusal } from "./refusals";
import { readXmlPart } from "./xml/read-part";
import { readAttributes } from "./xml/xml-text";
import type { ZipEntry } from "./zip/read-directory";
import type { Unpack } from "./zip/unpack";

/** The parts of a workbook that say what its first sheet holds. */
export interface WorkbookParts {
  sheet: ZipEntry;
  sharedStrings: ZipEntry | undefined;
  styles: ZipEntry | undefined;
}

interface Relation {
  id: string;
  /** The last word of its type's address, in small letters: `worksheet`, `styles`. */
  kind: string;
  target: string;
}

const programParts = /(^|\/)(vbaproject\.bin|vbadata\.xml|macrosheets\/.*|activex\/.*)$/;
const outsideParts = /^xl\/(externallinks\/.*|connections\.xml|querytables\/.*)$/;
const xmlParts = /\.(xml|rels|vml)$/;

/**
 * Finds the first sheet by the relations of the package, and reads every XML part but sheet and strings on the way:
 * programs, data from outside and declarations are refused wherever they stand.
 */
export function openWorkbookParts(entries: ReadonlyMap<string, ZipEntry>, unpack: Unpack): WorkbookParts {
  for (const name of entries.keys()) {
    if (programParts.test(name)) throw new WorkbookRefusal("macros");
    if (outsideParts.test(name)) throw new WorkbookRefusal("external");
  }
  const types = entries.get("[content_types].xml");
  if (!types) throw new WorkbookRefusal("kind");
  readXmlPart(unpack, types, { open: (_, attributes) => refuseProgramType(attributes) });
  const readRelations = (part: string) => relationsOf(entries, unpack, part);
  const main = readRelations("").find(({ kind }) => kind === "officedocument")?.target;
  const workbook = main === undefined ? undefined : entries.get(main);
  if (main === undefined || !workbook) throw new WorkbookRefusal("kind");
  const relations = readRelations(main);
  const partOf = (relation: Relation | undefined) => (relation ? entries.get(relation.target) : undefined);
  const ofKind = (kind: string) => partOf(relations.find((relation) => relation.kind === kind));
  const sheet = partOf(findFirstSheet(workbook, relations, unpack));
  if (!sheet) throw new WorkbookRefusal("no_sheet");
  const parts = { sheet, sharedStrings: ofKind("sharedstrings"), styles: ofKind("styles") };
  const readHere = [types, workbook, relationsPart(entries, ""), relationsPart(entries, main)];
  readRest(entries, unpack, [...readHere, ...Object.values(parts)]);
  return parts;
}

function refuseProgramType(attributes: string): void {
  if (/macro(enabled|sheet)|vbaproject|activex/i.test(attributes)) throw new WorkbookRefusal("macros");
}

function relationsPart(entries: ReadonlyMap<string, ZipEntry>, part: string): ZipEntry | undefined {
  const cut = part.lastIndexOf("/") + 1;
  return entries.get(`${part.slice(0, cut)}_rels/${part.slice(cut)}.rels`);
}

function relationsOf(entries: ReadonlyMap<string, ZipEntry>, unpack: Unpack, part: string): Relation[] {
  const entry = relationsPart(entries, part);
  const relations: Relation[] = [];
  if (entry) {
    readXmlPart(unpack, entry, {
      open: (name, attributes) => {
        const relation = name === "Relationship" ? readRelation(attributes, part) : undefined;
        if (relation) relations.push(relation);
      },
    });
  }
  return relations;
}

/** Links for people to click are harmless; everything else outside would be read by who opens the file. */
function readRelation(attributes: string, part: string): Relation | undefined {
  const values = readAttributes(attributes);
  const kind = values.get("Type")?.replace(/^.*\//, "").toLowerCase() ?? "";
  if (values.get("TargetMode")?.toLowerCase() === "external") {
    if (kind !== "hyperlink") throw new WorkbookRefusal("external");
    return undefined;
  }
  return { id: values.get("Id") ?? "", kind, target: resolveTarget(values.get("Target") ?? "", part) };
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

function findFirstSheet(workbook: ZipEntry, relations: readonly Relation[], unpack: Unpack) {
  const ids: (string | undefined)[] = [];
  readXmlPart(unpack, workbook, {
    open: (name, attributes) => {
      if (name === "sheet") ids.push(readAttributes(attributes).get("id"));
    },
  });
  const sheets = ids.map((id) => relations.find((relation) => relation.id === id));
  if (sheets.some((sheet) => sheet && /macrosheet$/.test(sheet.kind))) throw new WorkbookRefusal("macros");
  return sheets.find((sheet) => sheet?.kind === "worksheet");
}

/** Every other part counts towards what the workbook unpacks to, and may be read by whoever gets it next. */
function readRest(
  entries: ReadonlyMap<string, ZipEntry>,
  unpack: Unpack,
  done: readonly (ZipEntry | undefined)[],
): void {
  for (const entry of entries.values()) {
    if (done.includes(entry)) continue;
    const open = (name: string, attributes: string) => {
      if (name === "Relationship" && entry.name.endsWith(".rels")) readRelation(attributes, "");
    };
    if (xmlParts.test(entry.name)) readXmlPart(unpack, entry, { open });
    else unpack(entry, () => {});
  }
}
