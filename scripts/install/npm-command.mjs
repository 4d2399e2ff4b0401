// Node built-ins only: used before anything is installed.
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** How to run npm: program and first arguments. The npm of the running Node, else whatever `npm` is on the PATH. */
export function npmCommand() {
  const home = dirname(process.execPath);
  const cliOf = (folder) => join(folder, "node_modules", "npm", "bin", "npm-cli.js");
  const candidates = [process.env.npm_execpath, cliOf(join(home, "..", "lib")), cliOf(home)];
  const cli = candidates.find((file) => file?.endsWith("npm-cli.js") && existsSync(file));
  return cli ? [process.execPath, [cli]] : ["npm", []];
}
