import { join } from "node:path";

// This folder is copied two levels below the project's (bench/frame/peers.ts), whose Next builds and serves it.
const root = join(import.meta.dirname, "..", "..");

export default {
  basePath: "/peers",
  poweredByHeader: false,
  outputFileTracingRoot: root,
  turbopack: { root },
};
