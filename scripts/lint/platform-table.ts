import { basename, dirname } from "node:path/posix";

/** A row of docs/platform.md: what it is about, and the tests for either side. */
interface TableRow {
  id: string;
  client: string;
  simulator: string;
}

export interface PlatformTable {
  rows: TableRow[];
  /** Files by their short names. */
  files: ReadonlyMap<string, string>;
}

export interface Surface {
  /** By section: operations, each with its parameters. */
  operations: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
  /** Have rows for their parameters only. */
  partsOnly: readonly string[];
  /** The client's cell may give a reason in place of a test. */
  neverSent: readonly string[];
}

export interface ProjectFiles {
  /** Undefined when there is no such file. */
  read(path: string): string | undefined;
  /** Paths of the files in a folder. */
  list(folder: string): string[];
}

/** The tables of the page: those of four columns are rows, that of two columns names the files. */
export function readPlatformTable(markdown: string): PlatformTable {
  const rows: TableRow[] = [];
  const files = new Map<string, string>();
  for (const line of markdown.split("\n")) {
    const cells = line.startsWith("|")
      ? line
          .split(/(?<!\\)\|/)
          .slice(1, -1)
          .map((cell) => cell.trim().replaceAll("\\|", "|"))
      : [];
    const [first = "", second = "", client = "", simulator = ""] = cells;
    const code = /^`([^`]+)`$/;
    if (cells.length === 4 && code.test(first))
      rows.push({ id: first.replace(code, "$1"), client, simulator });
    if (cells.length === 2 && code.test(second)) files.set(first, second.replace(code, "$1"));
  }
  return { rows, files };
}

/** What is wrong with the page, as sentences: rows without their like in the surface, tests that are not there. */
export function findTableFaults(markdown: string, surface: Surface, project: ProjectFiles): string[] {
  const table = readPlatformTable(markdown);
  const wanted = new Set(idsOf(surface));
  const present = table.rows.map(({ id }) => id);
  const faults = [...wanted].filter((id) => !present.includes(id)).map((id) => `${id} has no row`);
  for (const [index, row] of table.rows.entries()) {
    if (!wanted.has(row.id)) faults.push(`${row.id} is nothing the platform offers`);
    if (present.indexOf(row.id) < index) faults.push(`${row.id} has two rows`);
    const mayGiveReason = surface.neverSent.includes(row.id);
    faults.push(...cellFaults(`${row.id}, client`, row.client, table.files, project, mayGiveReason));
    faults.push(...cellFaults(`${row.id}, simulator`, row.simulator, table.files, project, false));
  }
  return faults;
}

function idsOf({ operations, partsOnly }: Surface): string[] {
  return Object.values(operations).flatMap((section) =>
    Object.entries(section).flatMap(([operation, parameters]) => [
      ...(partsOnly.includes(operation) ? [] : [operation]),
      ...parameters.map((parameter) => `${operation}.${parameter}`),
    ]),
  );
}

function cellFaults(
  where: string,
  cell: string,
  files: PlatformTable["files"],
  project: ProjectFiles,
  mayGiveReason: boolean,
): string[] {
  if (mayGiveReason && /^— \w.{20,}/.test(cell)) return [];
  return cell.split("<br>").flatMap((reference) => {
    const [, name = "", title = ""] = /^(.+?): (.+)$/.exec(reference) ?? [];
    const path = files.get(name);
    if (path === undefined) return [`${where}: "${reference}" names no file of the list`];
    const text = project.read(path);
    if (text === undefined) return [`${where}: ${path} does not exist`];
    if (!isRun(path, project)) return [`${where}: no test runs ${path}`];
    return holdsTitle(text, title) ? [] : [`${where}: "${title}" is not in ${path}`];
  });
}

/** A test, or a table of cases that a test in its folder or the one above takes in. */
function isRun(path: string, project: ProjectFiles): boolean {
  if (path.endsWith(".test.ts")) return true;
  const imported = `/${basename(path, ".ts")}"`;
  const folder = dirname(path);
  return [folder, dirname(folder)]
    .flatMap((one) => project.list(one))
    .some((file) => file.endsWith(".test.ts") && project.read(file)?.includes(imported));
}

/** As the beginning of a text, or as a key. */
function holdsTitle(text: string, title: string): boolean {
  if (['"', "'", "`"].some((quote) => text.includes(quote + title))) return true;
  return text.split("\n").some((line) => line.trimStart().startsWith(`${title}:`));
}
