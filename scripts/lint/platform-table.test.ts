import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { neverSent, partsOnly, platformSurface } from "./platform-surface";
import { findTableFaults, type ProjectFiles, readPlatformTable, type Surface } from "./platform-table";

const root = new URL("../../", import.meta.url);
const onDisk: ProjectFiles = {
  read: (path) => (existsSync(new URL(path, root)) ? readFileSync(new URL(path, root), "utf8") : undefined),
  list: (folder) => readdirSync(new URL(folder, root)).map((name) => `${folder}/${name}`),
};
const page = readFileSync(new URL("docs/platform.md", root), "utf8");
const surface: Surface = { operations: platformSurface, partsOnly, neverSent };

describe("docs/platform.md", () => {
  it("has a row and tests for everything the platform offers", () => {
    expect(findTableFaults(page, surface, onDisk)).toEqual([]);
  });

  it("uses every file it gives a short name", () => {
    const { files, rows } = readPlatformTable(page);
    const cells = rows.flatMap(({ client, simulator }) => [client, simulator]).join("<br>");
    const used = cells.split("<br>").map((reference) => reference.split(": ")[0]);
    expect([...files.keys()].filter((name) => !used.includes(name))).toEqual([]);
  });
});

describe("a page", () => {
  const project = (files: Record<string, string>): ProjectFiles => ({
    read: (path) => files[path],
    list: (folder) => Object.keys(files).filter((path) => path.slice(0, path.lastIndexOf("/")) === folder),
  });
  const small: Surface = { operations: { "§1": { Show: ["id"] } }, partsOnly: [], neverSent: ["Show.id"] };
  const files = {
    "a/x.test.ts": 'it("shows one", () => {});\nimport { cases } from "./cases/y";',
    "a/cases/y.ts": 'export const cases = { "an id": 1,\n  plain: 2 };',
  };
  const names = "| name | file |\n|---|---|\n| x | `a/x.test.ts` |\n| y | `a/cases/y.ts` |\n";
  const judge = (rows: string, given: Record<string, string> = files) =>
    findTableFaults(`${names}\n${rows}`, small, project(given));
  const show = "| `Show` | one | x: shows one | y: an id |\n";
  const id = "| `Show.id` | mandatory | y: plain | x: shows<br>y: an id |\n";

  it("with all rows and tests is right", () => {
    expect(judge(show + id)).toEqual([]);
  });

  it.each([
    ["a row is missing", show, "Show.id has no row"],
    [
      "a row is too many",
      `${show}${id}| \`List\` | all | x: shows | x: shows |`,
      "List is nothing the platform offers",
    ],
    ["a row comes twice", show + show + id, "Show has two rows"],
    [
      "a test is missing",
      show.replace("x: shows one", "x: shows two") + id,
      '"shows two" is not in a/x.test.ts',
    ],
    ["a title is only a part", show.replace("x: shows one", "x: one") + id, '"one" is not in a/x.test.ts'],
    ["a file has no name", show.replace("x: shows one", "z: shows one") + id, "names no file of the list"],
    ["a cell is empty", show.replace("x: shows one", "") + id, "names no file of the list"],
    [
      "a reason stands in for a test",
      show.replace("x: shows one", "— we have no need of it at all") + id,
      "names no",
    ],
  ])("is wrong when %s", (_, rows, fault) => {
    expect(judge(rows)).toEqual([expect.stringContaining(fault)]);
  });

  it("is wrong when a file is gone, or no test runs it", () => {
    const { "a/cases/y.ts": _, ...gone } = files;
    expect(judge(show, gone)[1]).toMatch(/a\/cases\/y.ts does not exist/);
    const unused = { ...files, "a/x.test.ts": 'it("shows one", () => {});' };
    expect(judge(show, unused)[1]).toMatch(/no test runs a\/cases\/y.ts/);
  });

  it("may say why something is never sent, at some length", () => {
    expect(judge(show + id.replace("y: plain", "— nobody could ever need it here"))).toEqual([]);
    expect(judge(show + id.replace("y: plain", "— no need"))).toHaveLength(1);
  });
});
