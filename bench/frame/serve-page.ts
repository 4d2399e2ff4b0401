import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { extname } from "node:path";
import { build } from "esbuild";
import { projectRoot } from "@/scripts/process/project-root";

const types: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".ts": "text/javascript",
};

interface ServedPage {
  url: string;
  close: () => Promise<void>;
}

/**
 * A bare page that runs our own sources, bundled as a production build does it. `entries` are its script, `page.js`, and
 * its workers, each under the name by which its maker asks for it; `files` are served as they are.
 */
export async function servePage(
  entries: Record<string, string>,
  files: Record<string, Uint8Array>,
): Promise<ServedPage> {
  const served = new Map<string, Uint8Array>(Object.entries(files));
  served.set(
    "/",
    new TextEncoder().encode("<!doctype html><title>bench</title><script type=module src=/page.js></script>"),
  );
  const { outputFiles } = await build({
    absWorkingDir: projectRoot,
    entryPoints: entries,
    outdir: "/",
    bundle: true,
    splitting: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    minify: true,
    define: { "process.env.NODE_ENV": '"production"' },
    tsconfig: "tsconfig.json",
    logLevel: "silent",
    write: false,
  });
  for (const { path, contents } of outputFiles) served.set(path, contents);
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    // Workers are asked for by the name of their source.
    const content = served.get(path) ?? served.get(path.replace(/\.ts$/, ".js"));
    response.statusCode = content ? 200 : 404;
    response.setHeader("content-type", types[extname(path) || ".html"] ?? "application/octet-stream");
    response.end(content);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((done) => server.close(() => done())),
  };
}
