import type { SharedToken } from "@/lib/domain/token-vault";
import { brokenCall } from "../broken-call";
import { createSharedSignIn, type SharedSignInParts } from "./shared-sign-in";

export interface TokenSource {
  /** A token that should be valid; signs in when there is none. */
  current(signal?: AbortSignal): Promise<SharedToken>;
  /** The platform refused this one. Null when another sign-in is no help: too many of late came to nothing. */
  renew(refused: SharedToken, signal?: AbortSignal): Promise<SharedToken | null>;
}

export interface TokenSourceParts extends SharedSignInParts {
  /** 0 up to, not including, 1. */
  random(): number;
}

const retryEarlyMs = 60_000;

/**
 * The one token of a connection as this process holds it, shared with all others through the vault. Rejects with
 * `PlatformError`: `auth` when the sign-in was refused, and nothing was sent in any case.
 */
export function createTokenSource(parts: TokenSourceParts): TokenSource {
  const { now, random, signIn } = parts;
  const signInShared = createSharedSignIn(parts);
  let held: { token: SharedToken; renewAt: number } | null = null;
  let running: Promise<SharedToken | null> | null = null;

  /** Before the token ends, and not at the same moment in every process. */
  const renewalTime = (token: SharedToken): number => {
    const left = token.expiresAt.getTime() - now().getTime();
    return token.expiresAt.getTime() - Math.min(signIn.renewBeforeMs, left / 4) * (1 - random() / 4);
  };
  const isDue = (token: SharedToken): boolean => {
    if (held?.token.generation !== token.generation) held = { token, renewAt: renewalTime(token) };
    return held.renewAt <= now().getTime();
  };
  const askVault = async (refused: number): Promise<SharedToken | null> => {
    const token = await signInShared({ refused, isDue });
    // Renewing early came to nothing: the old one is good for a while.
    if (token && isDue(token) && held) held.renewAt = now().getTime() + retryEarlyMs;
    return token;
  };
  /** One look into the vault at a time, for all callers of this process; it goes on when one of them gives up. */
  const obtain = async (refused: number, signal: AbortSignal | undefined): Promise<SharedToken | null> => {
    for (;;) {
      running ??= askVault(refused).finally(() => {
        running = null;
      });
      const token = await unlessAborted(running, signal);
      if (token === null || token.generation > refused) return token;
    }
  };

  return {
    async current(signal) {
      for (;;) {
        if (held && !isDue(held.token)) return held.token;
        const token = await obtain(-1, signal);
        if (token) return token;
      }
    },
    async renew(refused, signal) {
      const newer = held?.token;
      if (newer && newer.generation > refused.generation) return newer;
      held = null;
      return obtain(refused.generation, signal);
    },
  };
}

async function unlessAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (!signal) return work;
  const giveUp = () => brokenCall("cancelled", { sent: false, cause: signal.reason });
  let stop = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(giveUp());
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener("abort", stop);
    work.catch(() => undefined);
  }
}
