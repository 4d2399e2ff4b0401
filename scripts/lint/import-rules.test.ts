import { describe, expect, it } from "vitest";
import { findViolations } from "./import-rules";
import { parseSourceFile } from "./source-file";

/** What the rules say of a project made of these files, as `path: message`. */
function judge(files: Record<string, string>): string[] {
  const parsed = Object.entries(files).map(([path, text]) => parseSourceFile(path, text));
  return findViolations(parsed).map(({ path, message }) => `${path}: ${message}`);
}

const importing = (from: string, to: string) => judge({ [from]: `import { x } from "@/${to}";\nx();` });

describe("folders", () => {
  it.each([
    ["lib/contracts/task.ts", "lib/errors"],
    ["lib/domain/policy.ts", "lib/store/db"],
    ["lib/iotda/transport.ts", "lib/store/token-store"],
    ["lib/store/task-store.ts", "lib/iotda/pacing"],
    ["lib/sync/run-sync.ts", "lib/services/tasks/list"],
    ["lib/auth/access.ts", "lib/services/tasks/list"],
    ["lib/services/tasks/list.ts", "lib/env"],
    ["lib/http/route.ts", "lib/services/tasks/list"],
    ["lib/client/api.ts", "lib/errors"],
    ["lib/services/tasks/list.ts", "simulator/create-simulator"],
    ["worker/main.ts", "lib/auth/session"],
    ["app/api/v1/tasks/route.ts", "lib/store/task-store"],
    ["app/(console)/tasks/page.tsx", "lib/store/task-store"],
    ["components/tasks/task-list.tsx", "lib/env"],
    ["simulator/v5/tasks.ts", "lib/domain/task-types"],
    ["components/tasks/task-list.tsx", "scripts/process/ports"],
  ])("%s may not import %s", (from, to) => {
    expect(importing(from, to)).toEqual(expect.arrayContaining([expect.stringContaining("may not reach")]));
  });

  it.each([
    ["lib/services/tasks/list.ts", "lib/store/task-store"],
    ["lib/server/container.ts", "lib/services/tasks/list"],
    ["app/api/v1/tasks/route.ts", "lib/server/container"],
    ["app/(console)/tasks/page.tsx", "components/tasks/task-list"],
    ["worker/main.ts", "lib/sync/loop"],
    ["scripts/start/main.ts", "lib/env"],
    ["lib/services/tasks/list.test.ts", "simulator/create-simulator"],
  ])("%s may import %s", (from, to) => {
    expect(importing(from, to).filter((line) => !line.includes("route()"))).toEqual([]);
  });

  it("sees relative paths and dynamic imports", () => {
    expect(judge({ "lib/domain/policy.ts": `const store = await import("../store/db");` })).toHaveLength(1);
    expect(
      judge({ "lib/domain/policy.ts": `export { pool } from "../store/db"; export const a = 1;` }),
    ).toHaveLength(1);
  });

  it("tells types from values where only types may pass", () => {
    const policy = (statement: string) =>
      judge({ "lib/domain/policy.ts": `${statement} from "@/lib/contracts/task";` });
    expect(policy("import type { Task }")).toEqual([]);
    expect(policy("import { type Task, type Page }")).toEqual([]);
    expect(policy("import { type Task, taskSchema }")).toEqual([
      "lib/domain/policy.ts: imports @/lib/contracts/task: domain may use the types of contracts only",
    ]);
  });

  it("keeps what is for tests in tests", () => {
    expect(judge({ "lib/store/db.ts": `import { x } from "./testing/rows"; x();` })).toEqual([
      "lib/store/db.ts: imports ./testing/rows: that is for tests",
    ]);
  });

  it("is not led astray by comments, strings, templates and regular expressions", () => {
    const innocent = [
      `// import { x } from "@/lib/store/db";`,
      `const text = \`import { x } from "@/lib/store/db" \${a ? \`}\` : "}"}\`;`,
      `const quote = /["'\`]/.test(text) ? 'import "@/lib/store/db"' : 1 / 2;`,
      `/* import "@/lib/store/db"; */`,
    ];
    expect(judge({ "lib/domain/policy.ts": innocent.join("\n") })).toEqual([]);
    expect(
      judge({ "lib/domain/policy.ts": `${innocent.join("\n")}\nimport "@/lib/store/db";` }),
    ).toHaveLength(1);
    expect(
      judge({ "components/a.tsx": `const a = <p>Don't</p>;\nconst b = import("@/lib/env");` }),
    ).toHaveLength(1);
  });
});

describe("packages", () => {
  it.each([
    ["lib/contracts/task.ts", "ipaddr.js"],
    ["lib/errors.ts", "node:util"],
    ["lib/services/tasks/list.ts", "@prisma/client/runtime"],
    ["lib/sync/loop.ts", "next/server"],
    ["worker/main.ts", "react"],
    ["lib/domain/policy.ts", "node:crypto"],
    ["components/tasks/task-list.tsx", "node:fs"],
    ["lib/iotda/v5/client.ts", "@huaweicloud/huaweicloud-sdk-core/HcClient.js"],
  ])("%s may not import %s", (from, specifier) => {
    expect(judge({ [from]: `import x from "${specifier}";` })).toHaveLength(1);
  });

  it.each([
    ["lib/contracts/task.ts", "zod"],
    ["lib/store/db.ts", "@prisma/adapter-pg"],
    ["app/layout.tsx", "next/font/local"],
    ["lib/iotda/sign/hmac.ts", "node:crypto"],
    ["lib/http/nextish.ts", "next-of-kin"],
    ["simulator/official-sdk.contract.test.ts", "@huaweicloud/huaweicloud-sdk-core/HcClient.js"],
  ])("%s may import %s", (from, specifier) => {
    expect(judge({ [from]: `import x from "${specifier}";` })).toEqual([]);
  });
});

describe("circles", () => {
  it("are found, with the way round", () => {
    const files = {
      "lib/domain/a.ts": `import { b } from "./b"; export const a = b;`,
      "lib/domain/b.ts": `import { c } from "@/lib/domain/c"; export const b = c;`,
      "lib/domain/c.ts": `import type { a } from "./a"; export const c = 1;`,
    };
    expect(judge(files)).toEqual([
      "lib/domain/c.ts: closes a circle: lib/domain/a.ts → lib/domain/b.ts → lib/domain/c.ts → lib/domain/a.ts",
    ]);
  });

  it("are not seen where two ways lead to one file", () => {
    const files = {
      "lib/domain/a.ts": `import { b } from "./b"; import { c } from "./c"; export const a = b + c;`,
      "lib/domain/b.ts": `import { c } from "./c"; export const b = c;`,
      "lib/domain/c.ts": `export const c = 1;`,
    };
    expect(judge(files)).toEqual([]);
  });
});

describe("files", () => {
  it("may not be barrels", () => {
    const barrel = `export * from "./a";\nexport { b } from "./b";\nimport "./c";`;
    expect(judge({ "lib/domain/all.ts": barrel })).toEqual([
      "lib/domain/all.ts: is a barrel: import from the files themselves",
    ]);
    expect(judge({ "lib/domain/all.ts": `${barrel}\nexport const own = 1;` })).toEqual([]);
  });

  it("may not read the environment, but for the one that checks it", () => {
    const text = "const port = process.env.PORT;";
    expect(judge({ "lib/services/port.ts": text })).toEqual([
      "lib/services/port.ts: reads process.env: only lib/env.ts does",
    ]);
    expect(judge({ "server/main.ts": text, "app/page.tsx": text, "simulator/v5/x.ts": text })).toHaveLength(
      3,
    );
    const allowed = [
      "lib/env.ts",
      "scripts/start/main.ts",
      "simulator/main.ts",
      "next.config.ts",
      "lib/env.test.ts",
    ];
    expect(judge(Object.fromEntries(allowed.map((path) => [path, text])))).toEqual([]);
  });

  it("may not hold Server Actions", () => {
    expect(judge({ "app/actions.ts": `"use server";\nexport async function act() {}` })).toHaveLength(1);
    expect(judge({ "components/form.tsx": `async function act() { 'use server'; }` })).toHaveLength(1);
    expect(judge({ "components/form.tsx": `"use client";\n// no "use server" here` })).toEqual([]);
  });
});

describe("routes", () => {
  const route = (text: string, path = "app/api/v1/tasks/route.ts") => judge({ [path]: text });
  const refusal = "app/api/v1/tasks/route.ts: exports something that route() did not make";

  it("are made by route()", () => {
    const text = `export const GET = route(listTasks, handler);\nexport const dynamic = "force-dynamic";`;
    expect(route(text)).toEqual([]);
  });

  it.each([
    `export async function GET() {}`,
    `export const GET = handler;`,
    `export const GET = async () => route(listTasks);`,
    `const GET = 1; export { GET };`,
    `export default handler;`,
    `export const { GET, POST } = handlers;`,
  ])("are refused when written as %s", (text) => {
    expect(route(text)).toEqual([refusal]);
  });

  it("count wherever they stand, but for the exceptions with a reason", () => {
    const text = "export const { GET, POST } = handlers;";
    expect(route(text, "app/elsewhere/route.ts")).toHaveLength(1);
    expect(route(text, "app/api/auth/[...all]/route.ts")).toEqual([]);
  });
});
