/** A row of docs/faults.md: a fault by its number, and the files of its tests. */
export interface FaultRow {
  fault: string;
  files: string[];
}

/** The rows of the page, in its order. */
export function readFaultTable(markdown: string): FaultRow[] {
  return markdown.split("\n").flatMap((line) => {
    const [, fault, files = ""] = /^\| (F\d\d) \|.*\| ([^|]*) \|$/.exec(line) ?? [];
    return fault ? [{ fault, files: [...files.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path) }] : [];
  });
}

/** Whether a test's source holds a name with this number in brackets: `… (F13)`, `… (F05, F11)`. Comments do not count. */
export function namesFault(source: string, fault: string): boolean {
  const bracket = String.raw`\((?:[^()\n]*, )?${fault}(?:, [^()\n]*)?\)`;
  return ['"', "'", "`"].some((quote) =>
    source
      .split("\n")
      .some(
        (line) =>
          !/^\s*(?:\/\/|\*|\/\*)/.test(line) && new RegExp(`${quote}.*${bracket}.*${quote}`).test(line),
      ),
  );
}

/** What is wrong with the page, as sentences. `read` gives a file's text; undefined: there is no such file. */
export function findFaultGaps(
  markdown: string,
  wanted: readonly string[],
  read: (path: string) => string | undefined,
): string[] {
  const rows = readFaultTable(markdown);
  const present = rows.map(({ fault }) => fault);
  return [
    ...wanted.filter((fault) => !present.includes(fault)).map((fault) => `${fault} has no row`),
    ...present.filter((fault, at) => present.indexOf(fault) < at).map((fault) => `${fault} has two rows`),
    ...rows.flatMap(({ fault, files }) =>
      files.flatMap((path) => {
        const source = read(path);
        if (source === undefined) return [`${fault}: there is no ${path}`];
        return namesFault(source, fault) ? [] : [`${fault}: no test in ${path} has this number in its name`];
      }),
    ),
  ];
}
