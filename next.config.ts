import type { NextConfig } from "next";

const root = import.meta.dirname;

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  outputFileTracingRoot: root,
  turbopack: {
    root,
    // Catalogues are compiled on the server (lib/i18n/messages.ts), so no page carries a parser for them.
    resolveAlias: { "use-intl/format-message": "use-intl/format-message/format-only" },
  },
};

export default config;
