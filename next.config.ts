import type { NextConfig } from "next";

const root = import.meta.dirname;

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  outputFileTracingRoot: root,
  experimental: {
    // Links from outside lead to a task: what its page begins with comes in few files, which pack better than many.
    turbopackChunking: {
      priorityRoutes: [/\/tasks\/\[taskId\]/],
      priorityBoost: 20,
      requestCost: 1_000_000,
      minChunkSize: 150_000,
    },
  },
  turbopack: {
    root,
    // Catalogues are compiled on the server (lib/i18n/messages.ts), so no page carries a parser for them.
    resolveAlias: { "use-intl/format-message": "use-intl/format-message/format-only" },
  },
};

export default config;
