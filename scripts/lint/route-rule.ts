import type { SourceFile } from "./source-file";
import type { Token } from "./tokenise";
import type { Violation } from "./violation";

/** Routes that `route()` does not make, each with the reason. */
const EXCEPTIONS: Record<string, string> = {
  "app/api/auth/[...all]/route.ts":
    "the sign-in library's own handler, behind an exact list of methods and paths",
  "app/api/[[...rest]]/route.ts": "says that an address does not exist",
  "app/healthz/route.ts": "open by contract, and tells nothing but that the process is up",
  "app/readyz/route.ts": "open by contract, and tells nothing but whether the database is ready",
};

// Next's own settings of a route: constants that answer no request.
const SETTINGS = new Set([
  "dynamic",
  "dynamicParams",
  "fetchCache",
  "maxDuration",
  "preferredRegion",
  "revalidate",
  "runtime",
]);

/** Every export of a route file is made by `route()`, which asks for a permission before anything else. */
export function findUnguardedRoutes({ path, tokens }: SourceFile): Violation[] {
  if (!/^app\/(.*\/)?route\.tsx?$/.test(path) || path in EXCEPTIONS) return [];
  return tokens.flatMap((token, index) => {
    if (token.kind !== "word" || token.text !== "export" || tokens[index - 1]?.text === ".") return [];
    return isGuarded(tokens.slice(index + 1, index + 5))
      ? []
      : [{ path, line: token.line, message: "exports something that route() did not make" }];
  });
}

function isGuarded([declaration, name, equals, value]: readonly Token[]): boolean {
  if (declaration?.text === "type") return true;
  if (declaration?.text !== "const" || name?.kind !== "word" || equals?.text !== "=") return false;
  return SETTINGS.has(name.text) || value?.text === "route";
}
