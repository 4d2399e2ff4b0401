import type { NextConfig } from "next";

const root = import.meta.dirname;

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  productionBrowserSourceMaps: false,
  images: { unoptimized: true },
  outputFileTracingRoot: root,
  turbopack: { root },
};

export default config;
