import { mayDo } from "@/lib/auth/access";
import type { Caller } from "@/lib/auth/caller";
import { identityOf } from "@/lib/auth/check-again";
import { beholdersOf } from "./beholders";
import type { Stream } from "./watching";

/**
 * Ends the streams of those who may no longer watch: signed out, disabled, or without a role there (F50). One look for
 * all. Gives the streams whose callers may now do more or less than before.
 */
export async function recheckStreams(
  streams: readonly Stream[],
  checkAgain: (callers: readonly Caller[]) => Promise<Map<string, Caller>>,
): Promise<Stream[]> {
  if (streams.length === 0) return [];
  const callers = new Map(streams.map(({ caller }) => [identityOf(caller), caller]));
  const holding = await checkAgain([...callers.values()]);
  const changed: Stream[] = [];
  for (const stream of streams) {
    const caller = holding.get(identityOf(stream.caller));
    const { slug } = stream.topic.connection;
    if (caller === undefined || !mayDo(caller, "read", slug)) {
      stream.end();
      continue;
    }
    stream.caller = caller;
    const beholders = beholdersOf(caller, slug);
    if (beholders === stream.beholders) continue;
    stream.beholders = beholders;
    changed.push(stream);
  }
  return changed;
}
