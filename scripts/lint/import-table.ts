/**
 * Who may import whom (docs/architecture.md). A layer always reaches itself; `types:` allows `import type` only. The
 * longest matching prefix decides which layer a file belongs to.
 */
export type LayerName = keyof typeof LAYERS;

type Layer = {
  paths: readonly string[];
  may: readonly string[] | "everything";
  /** The only packages it may use; left out: any that `PACKAGES` does not reserve. */
  packages?: readonly string[];
};

const SERVER_SIDE = [
  "contracts",
  "errors",
  "env",
  "domain",
  "iotda",
  "store",
  "sync",
  "auth",
  "workbook",
  "services",
  "http",
  "i18n",
];

export const LAYERS = {
  // One list of error codes serves the problem schema and AppError.
  contracts: { paths: ["lib/contracts/"], may: ["errors"], packages: ["zod"] },
  log: { paths: ["lib/log.ts", "lib/log/"], may: ["errors"] },
  errors: { paths: ["lib/errors.ts"], may: [], packages: ["zod"] },
  env: { paths: ["lib/env.ts", "lib/env/"], may: [], packages: ["zod", "node:"] },
  domain: { paths: ["lib/domain/"], may: ["types:contracts"] },
  // The words of its errors are in the catalogues.
  iotda: { paths: ["lib/iotda/"], may: ["domain", "errors", "types:contracts", "i18n"] },
  store: { paths: ["lib/store/"], may: ["domain", "errors", "types:contracts", "generated"] },
  sync: { paths: ["lib/sync/"], may: ["domain", "errors", "iotda", "store"] },
  auth: { paths: ["lib/auth/"], may: ["contracts", "errors", "store"] },
  // Its words are in the catalogues.
  workbook: { paths: ["lib/workbook/"], may: ["contracts", "domain", "errors", "i18n"] },
  services: {
    paths: ["lib/services/"],
    may: ["contracts", "domain", "errors", "auth", "iotda", "store", "workbook"],
  },
  http: { paths: ["lib/http/"], may: ["contracts", "errors", "auth"] },
  client: { paths: ["lib/client/"], may: ["contracts", "domain"] },
  i18n: { paths: ["lib/i18n/"], may: [] },
  container: { paths: ["lib/server/"], may: [...SERVER_SIDE, "log"] },
  generated: { paths: ["lib/generated/"], may: "everything" },
  worker: {
    paths: ["worker/"],
    may: ["env", "errors", "log", "domain", "iotda", "store", "sync", "services"],
  },
  // It answers hot reads by their own routes.
  server: { paths: ["server/"], may: [...SERVER_SIDE, "container", "log", "api"] },
  simulator: { paths: ["simulator/"], may: [] },
  // A list of device IDs may be a workbook: there is one reader of them.
  components: {
    paths: ["components/", "instrumentation-client.ts"],
    may: ["client", "contracts", "domain", "i18n", "workbook"],
  },
  // A route names its verb itself: a list of verbs in the container would be a barrel.
  api: {
    paths: ["app/api/", "app/healthz/", "app/readyz/"],
    may: ["contracts", "container", "http", "services"],
  },
  pages: { paths: ["app/"], may: ["components", "client", "contracts", "container", "i18n"] },
  proxy: { paths: ["proxy.ts", "instrumentation.ts"], may: ["contracts", "errors", "env", "http", "i18n"] },
  tools: { paths: ["scripts/", "bench/", "e2e/", ""], may: "everything" },
} as const satisfies Record<string, Layer>;

const IN_BROWSERS: readonly LayerName[] = ["contracts", "errors", "domain", "client", "components", "i18n"];
const WITH_REACT: readonly LayerName[] = [
  "client",
  "components",
  "pages",
  "api",
  "i18n",
  "http",
  "container",
  "server",
  "proxy",
];

export type PackageRule = { names: readonly string[]; why: string; allows(layer: LayerName): boolean };

/** Packages that not every layer may use. */
export const PACKAGE_RULES: readonly PackageRule[] = [
  {
    names: ["@prisma/client", "@prisma/adapter-pg"],
    why: "only the store talks to the database's client",
    allows: (layer) => layer === "store" || layer === "generated" || layer === "tools",
  },
  {
    names: ["next", "react", "react-dom", "@tanstack/react-query"],
    why: "Next and React stay out of what the worker runs",
    allows: (layer) => WITH_REACT.includes(layer) || layer === "tools",
  },
  {
    names: ["@huaweicloud/huaweicloud-sdk-core", "@huaweicloud/huaweicloud-sdk-iam"],
    why: "Huawei's SDK prints keys; it only proves the simulator",
    allows: (layer) => layer === "simulator",
  },
  {
    names: ["node:"],
    why: "this layer runs in browsers too",
    allows: (layer) => !IN_BROWSERS.includes(layer),
  },
];

/** The layer a file belongs to, by its path relative to the project's folder. */
export function layerOf(path: string): LayerName {
  let best: { name: LayerName; length: number } = { name: "tools", length: -1 };
  for (const [name, { paths }] of Object.entries(LAYERS)) {
    for (const prefix of paths) {
      if (path.startsWith(prefix) && prefix.length > best.length)
        best = { name: name as LayerName, length: prefix.length };
    }
  }
  return best.name;
}
