import type { Environment } from "@/lib/env";
import { countRealConnections } from "@/lib/store/connection-registration";
import type { Db } from "@/lib/store/db";

type Asked = Pick<Environment, "sandbox" | "platform" | "naPlatform">;

/** Whether the sandbox should run: as told, else only in a house without any other connection. Changes nothing. */
export async function decideSandbox(db: Db, env: Asked): Promise<boolean> {
  if (env.sandbox !== "auto") return env.sandbox === "on";
  if (env.platform !== null || env.naPlatform !== null) return false;
  return (await countRealConnections(db)) === 0;
}
