import type { NewToken, SharedToken, TokenVault } from "@/lib/domain/token-vault";
import type { IssuedToken, SignIn } from "./sign-in";
import { refusalOf, refusedError, replacedError, unsentError, waitedInVain } from "./sign-in-errors";

export interface SharedSignInParts {
  vault: TokenVault;
  signIn: SignIn;
  now: () => Date;
  sleep(milliseconds: number): Promise<void>;
}

/** Milliseconds; the right to sign in lasts a minute: longer than `deadline`, shorter than `patience`. */
const times = { poll: 250, deadline: 50_000, patience: 65_000, block: 300_000, leastLeft: 10_000 } as const;
/** No platform's token lives longer (sheet §3.1, §13.1): a figure beyond it is a mistake, or no date at all. */
const longestMs = 86_400_000;
/** Refused tokens may cause so many sign-ins in five minutes: one elsewhere would kill ours over and over again. */
const cures = { count: 3, windowMs: 300_000 } as const;

/** `refused`: the generation of a token that is worth nothing, and with it all before; -1 for none. */
export interface Wanted {
  refused: number;
  /** Whether a valid token should be replaced already. */
  isDue(token: SharedToken): boolean;
}

/**
 * The token of all processes: taken from the vault, or signed in for by the one who has the right to. Answers null
 * when a refused token has been replaced too often of late. Rejects with `PlatformError`, `sent: "no"`.
 */
export function createSharedSignIn(parts: SharedSignInParts) {
  const { vault, now } = parts;
  let cured: number[] = [];

  const mayCure = (): boolean => {
    cured = cured.filter((at) => at > now().getTime() - cures.windowMs);
    return cured.length < cures.count;
  };

  return async ({ refused, isDue }: Wanted): Promise<SharedToken | null> => {
    for (let waited = 0; waited < times.patience; waited += times.poll) {
      const { generation, token, blocked, replaced } = await vault.read();
      const usable = token && token.generation > refused && isAlive(token, now()) ? token : null;
      if (usable && !isDue(usable)) return usable;
      if (usable && replaced) return usable;
      // Old credentials would be refused, and that would keep the new ones from being tried.
      if (replaced) throw replacedError();
      if (blocked && blocked.until > now()) {
        if (usable) return usable;
        throw refusedError(blocked.failure);
      }
      const isCure = refused >= 0 && generation <= refused;
      if (isCure && !mayCure()) return null;
      if (await vault.take(generation, now())) {
        if (isCure) cured.push(now().getTime());
        return signInOnce(parts, usable);
      }
      if (usable) return usable;
      await parts.sleep(times.poll);
    }
    throw waitedInVain();
  };
}

/** With the right to sign in; `usable` is what stays when it comes to nothing. */
async function signInOnce(parts: SharedSignInParts, usable: SharedToken | null): Promise<SharedToken> {
  const { vault, now } = parts;
  try {
    const startedAt = now();
    const saved = await vault.save(datedFrom(startedAt, await issue(parts, usable)));
    if (saved) return saved;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === null) await vault.giveBack();
    else {
      const until = new Date(now().getTime() + times.block);
      await vault.block({ until, failure: refusal, dropToken: usable === null });
    }
    if (usable) return usable;
    throw refusal ? refusedError(refusal) : unsentError(error);
  }
  throw replacedError();
}

async function issue({ signIn, now }: SharedSignInParts, usable: SharedToken | null): Promise<IssuedToken> {
  const signal = AbortSignal.timeout(times.deadline);
  const isRefreshable = usable?.refreshUntil && usable.refreshUntil > now();
  if (signIn.refresh && usable?.refreshToken && isRefreshable) {
    try {
      return await signIn.refresh(usable.refreshToken, signal);
    } catch (error) {
      if (refusalOf(error) === null) throw error;
    }
  }
  return signIn.login(signal);
}

function datedFrom(start: Date, { token, lifetimeMs, refreshToken, refreshMs }: IssuedToken): NewToken {
  const after = (milliseconds: number) => new Date(start.getTime() + Math.min(milliseconds, longestMs));
  return {
    token,
    expiresAt: after(lifetimeMs),
    refreshToken,
    refreshUntil: refreshMs === null ? null : after(refreshMs),
  };
}

function isAlive(token: SharedToken, now: Date): boolean {
  return token.expiresAt.getTime() - now.getTime() > times.leastLeft;
}
