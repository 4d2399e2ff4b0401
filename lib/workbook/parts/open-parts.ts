import { WorkbookRefusal } from "../refusals";
import { readXmlPart } from "../xml/read-part";
import { readAttributes } from "../xml/xml-text";
import type { ZipEntry } from "../zip/read-directory";
import type { Unpack } from "../zip/unpack";
import {
  mostNamed,
  type Relation,
  readRelations,
  refuseProgram,
  refuseRelations,
  relationsPart,
} from "./relations";

/** The parts of a workbook that say what its first sheet holds. */
export interface WorkbookParts {
  sheet: ZipEntry;
  sharedStrings: ZipEntry | undefined;
  styles: ZipEntry | undefined;
}

const programParts = /(^|\/)(vbaproject\.bin|vbadata\.xml|macrosheets\/.*|activex\/.*)$/;
const outsideParts = /^xl\/(externallinks\/.*|connections\.xml|querytables\/.*)$/;
const xmlParts = /\.(xml|vml)$/;

/**
 * Finds the first sheet by the relations of the package, and reads every XML part but sheet, strings and styles on the
 * way: programs, data from outside and declarations are refused wherever they stand.
 */
export function openWorkbookParts(entries: ReadonlyMap<string, ZipEntry>, unpack: Unpack): WorkbookParts {
  for (const name of entries.keys()) {
    if (outsideParts.test(name)) throw new WorkbookRefusal("external");
  }
  const { parts, read } = findWorkbookParts(entries, unpack);
  const known = new Set([...read, ...Object.values(parts)]);
  for (const entry of entries.values()) if (!known.has(entry)) readOther(entry, unpack);
  return parts;
}

/** Finds the first sheet by the relations of the package; `read` are the parts that say where it is. Programs are refused. */
export function findWorkbookParts(
  entries: ReadonlyMap<string, ZipEntry>,
  unpack: Unpack,
): { parts: WorkbookParts; read: (ZipEntry | undefined)[] } {
  for (const name of entries.keys()) if (programParts.test(name)) throw new WorkbookRefusal("macros");
  const types = entries.get("[content_types].xml");
  if (!types) throw new WorkbookRefusal("kind");
  readXmlPart(unpack, types, { open: (_, attributes) => refuseProgram(attributes) });

  const related = (part: string) => entries.get(relationsPart(part));
  const main = readRelations(related(""), "", unpack).find(({ kind }) => kind === "officedocument")?.target;
  const workbook = main === undefined ? undefined : entries.get(main);
  if (main === undefined || !workbook) throw new WorkbookRefusal("kind");
  const relations = readRelations(related(main), main, unpack);
  const partOf = (relation: Relation | undefined) => (relation ? entries.get(relation.target) : undefined);
  const ofKind = (kind: string) => partOf(relations.find((relation) => relation.kind === kind));

  const sheet = partOf(findFirstSheet(workbook, relations, unpack));
  if (!sheet) throw new WorkbookRefusal("no_sheet");
  const parts = { sheet, sharedStrings: ofKind("sharedstrings"), styles: ofKind("styles") };
  return { parts, read: [types, workbook, related(""), related(main)] };
}

function findFirstSheet(workbook: ZipEntry, relations: readonly Relation[], unpack: Unpack) {
  const ids: (string | undefined)[] = [];
  readXmlPart(unpack, workbook, {
    open(name, attributes) {
      if (name !== "sheet") return;
      if (ids.length === mostNamed) throw new WorkbookRefusal("damaged");
      ids.push(readAttributes(attributes).get("id"));
    },
  });
  const sheets = ids.map((id) => relations.find((relation) => relation.id === id));
  return sheets.find((sheet) => sheet?.kind === "worksheet");
}

/** Nobody needs it here, but it counts towards what the workbook unpacks to, and whoever gets the file next may read it. */
function readOther(entry: ZipEntry, unpack: Unpack): void {
  if (entry.name.endsWith(".rels")) refuseRelations(entry, unpack);
  else if (xmlParts.test(entry.name)) readXmlPart(unpack, entry, {});
  else unpack(entry, () => {});
}
