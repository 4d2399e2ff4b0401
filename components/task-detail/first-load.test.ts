import { build, type Metafile } from "esbuild";
import { beforeAll, describe, expect, it } from "vitest";
import { projectRoot } from "@/scripts/process/project-root";

const entry = "components/task-detail/task-detail-view.tsx";

/** Files of the chunks that come with `start`, or, with `later`, of all that may follow it. */
function filesOf({ outputs }: Metafile, start: string, later: boolean): string[] {
  const reached = new Set<string>();
  const reach = (path: string) => {
    const output = outputs[path];
    if (!output || reached.has(path)) return;
    reached.add(path);
    for (const { path: next, kind } of output.imports) if (later || kind === "import-statement") reach(next);
  };
  reach(start);
  return [...reached].flatMap((path) => Object.keys(outputs[path]?.inputs ?? {}));
}

describe("the scripts of a task's page", () => {
  let first: string[] = [];
  let all: string[] = [];
  beforeAll(async () => {
    const { metafile } = await build({
      ...{ absWorkingDir: projectRoot, entryPoints: [entry], outdir: "unused", write: false },
      ...{ bundle: true, splitting: true, minify: true, metafile: true, format: "esm", platform: "browser" },
      ...{ jsx: "automatic", tsconfig: "tsconfig.json", logLevel: "silent" },
      external: ["react", "react-dom", "react/jsx-runtime", "next/*"],
    });
    const [start = ""] =
      Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === entry) ?? [];
    first = filesOf(metafile, start, false);
    all = filesOf(metafile, start, true);
  });

  it("bring the table and the search at once", () => {
    expect(first).toContain("components/task-detail/subtasks-card.tsx");
    expect(first).toContain("components/data-table/data-table.tsx");
  });

  it.each([
    ["the reader of contracts", /node_modules\/zod\//],
    ["drawings", /components\/ui\/icons\.tsx$/],
    ["dialogs and menus", /components\/(ui\/menu-panel|ui\/dialog|task-detail\/[\w-]+-dialog)\.tsx$/],
    ["the rail", /components\/task-detail\/(definition-card|activity-card)\.tsx$/],
    ["the page as it was", /components\/task-detail\/frozen-(view|task|rows)\.tsx$/],
    ["other pages", /components\/(wizard|files|settings|devices)\//],
  ])("bring %s later, if at all", (_, files) => {
    expect(first.filter((file) => files.test(file))).toEqual([]);
  });

  it("never bring the sentences of zod in languages that nobody reads", () => {
    expect(all.some((file) => file.includes("node_modules/zod/"))).toBe(true);
    expect(all.filter((file) => /zod\/v4\/locales\/(?!en\.)/.test(file))).toEqual([]);
  });
});
