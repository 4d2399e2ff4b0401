import { gzipSync } from "node:zlib";
import { build, type Metafile, type OutputFile } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "@/scripts/process/project-root";

const entry = "components/task-detail/task-detail-view.tsx";

/** KiB, packed, of what the page needs beside React, Next and its frame before its table works. */
const ceiling = 26.5;

/** The chunks that come with `start`, or, with `later`, all that may follow it. */
function chunksOf({ outputs }: Metafile, start: string, later: boolean): string[] {
  const reached = new Set<string>();
  const reach = (path: string) => {
    const output = outputs[path];
    if (!output || reached.has(path)) return;
    reached.add(path);
    for (const { path: next, kind } of output.imports) if (later || kind === "import-statement") reach(next);
  };
  reach(start);
  return [...reached];
}

function packedKiB(chunks: readonly string[], files: readonly OutputFile[]): number {
  const contents = files.filter(({ path }) => chunks.some((chunk) => path.endsWith(chunk)));
  return gzipSync(Buffer.concat(contents.map((file) => file.contents))).length / 1024;
}

describe("the scripts of a task's page", () => {
  let first: string[] = [];
  let all: string[] = [];
  let weight = 0;
  beforeAll(async () => {
    const { metafile, outputFiles } = await build({
      ...{ absWorkingDir: projectRoot, entryPoints: [entry], outdir: "unused", write: false },
      ...{ bundle: true, splitting: true, minify: true, metafile: true, format: "esm", platform: "browser" },
      ...{ jsx: "automatic", tsconfig: "tsconfig.json", logLevel: "silent" },
      external: ["react", "react-dom", "react/jsx-runtime", "next/*"],
      // As in next.config.ts.
      alias: { "use-intl/format-message": "use-intl/format-message/format-only" },
      define: { "process.env.NODE_ENV": '"production"' },
    });
    const [start = ""] =
      Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [];
    const filesOf = (chunks: string[]) =>
      chunks.flatMap((chunk) => Object.keys(metafile.outputs[chunk]?.inputs ?? {}));
    const chunks = chunksOf(metafile, start, false);
    first = filesOf(chunks);
    all = filesOf(chunksOf(metafile, start, true));
    weight = packedKiB(chunks, outputFiles);
  });

  it("bring the table and the search at once", () => {
    expect(first).toContain("components/task-detail/subtasks-card.tsx");
    expect(first).toContain("components/data-table/data-table.tsx");
  });

  it.each([
    ["the reader of contracts", /node_modules\/zod\//],
    ["drawings", /components\/ui\/icons\.tsx$/],
    ["dialogs and menus", /components\/(ui\/menu-panel|ui\/dialog|task-detail\/[\w-]+-dialog)\.tsx$/],
    ["what sends", /(client\/(api|act-on-task|step-up)|task-detail\/act-request)\.ts$/],
    ["what stands around the rows", /components\/task-detail\/task-(top|outlook|rail|foot|pill)\.tsx$/],
    ["the page as it was", /components\/task-detail\/frozen-(view|task|rows)\.tsx$/],
    ["other pages", /components\/(wizard|files|settings|devices)\//],
  ])("bring %s later, if at all", (_, files) => {
    expect(first.filter((file) => files.test(file))).toEqual([]);
  });

  it("weigh little", () => {
    expect(weight).toBeGreaterThan(ceiling / 2);
    expect(weight).toBeLessThan(ceiling);
  });

  it("never bring the sentences of zod in languages that nobody reads", () => {
    expect(all.some((file) => file.includes("node_modules/zod/"))).toBe(true);
    expect(all.filter((file) => /zod\/v4\/locales\/(?!en\.)/.test(file))).toEqual([]);
  });
});
