import { build } from "esbuild";
import { expect, it } from "vitest";
import { bundleOptions } from "./bundle";

it("bundles our own code and leaves packages alone", async () => {
  const code = `
    import "server-only";
    import { z } from "zod";
    import { EnvironmentError } from "@/lib/env";
    console.log(z, EnvironmentError);`;
  const { entryPoints: _, ...options } = bundleOptions(["worker"]);
  const { outputFiles } = await build({
    ...options,
    stdin: { contents: code, resolveDir: options.absWorkingDir, loader: "ts" },
    sourcemap: false,
  });
  const text = outputFiles[0]?.text ?? "";
  expect(text).toContain(`from "zod"`);
  expect(text).not.toContain("@/lib/env");
  expect(text).not.toContain("server-only");
});
