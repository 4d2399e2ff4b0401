import { openDatabase } from "@/lib/store/db";
import { takeDueTasks } from "@/lib/store/task-sync-store";
import { runTaskSync } from "../run-task-sync";
import { openSyncDeps } from "./open-sandbox";

/**
 * A process of its own: says that it is ready, and when told to go reads one due task of connection `argv[3]` at
 * `argv[4]` calls a second, with the database at `argv[2]`; then it ends.
 */
async function main([url = "", connectionId, readPerSecond]: string[]): Promise<void> {
  const database = openDatabase(url);
  const { platformFor, ...deps } = openSyncDeps(database, Number(readPerSecond));
  const find = { connectionId: Number(connectionId), owner: `process-${process.pid}`, limit: 1 };
  const go = new Promise((resolve) => process.once("message", resolve));
  process.send?.({ type: "ready" });
  await go;
  const [lease] = await takeDueTasks(database, { ...find, now: new Date() });
  if (!lease) throw new Error("no task is due");
  await runTaskSync(lease, { ...deps, platformFor }, new AbortController().signal);
  await platformFor.close();
  await database.close();
  process.disconnect();
}

process.once("disconnect", () => process.exit());
await main(process.argv.slice(2));
