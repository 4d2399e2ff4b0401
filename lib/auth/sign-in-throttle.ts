import { createHash } from "node:crypto";
import { AppError } from "@/lib/errors";
import { type Database, inTransaction } from "@/lib/store/db";
import {
  changeThrottle,
  dropThrottles,
  readThrottle,
  resetThrottle,
  type ThrottleState,
} from "@/lib/store/throttle-store";
import { addressKey } from "./address-key";
import { createLanes } from "./lanes";
import { afterAccountFailure, afterAddressFailure, secondsToWait } from "./throttle-rules";

/** One try to guess a secret: who it is aimed at and where it comes from. */
export interface Guess {
  /** The e-mail as typed; the same counting whether or not such an account exists. */
  account: string;
  address: string | null;
}

export interface SignInThrottle {
  /**
   * Runs `check` and counts it: true clears the account's failures, false adds one to account and address. Throws
   * `too_many_requests` with the seconds to wait, without running it, while either is delayed.
   */
  guard<T extends { right: boolean }>(guess: Guess, check: () => Promise<T>): Promise<T>;
  /**
   * Takes one from the budget of refusals worth an audit row: the caller's when one is known, so that nobody's noise
   * hides what they try, else the address's. False when it is used up.
   */
  mayRecordRefusal(address: string | null, callerId?: string): Promise<boolean>;
}

/** Wrong tries that one address may have in the air at once, in this process. */
const triesAtOnce = 4;
const day = 24 * 3_600_000;

export function createSignInThrottle({
  database,
  now,
}: {
  database: Database;
  now: () => Date;
}): SignInThrottle {
  // Tries side by side would all pass before the first failure is written.
  const accounts = createLanes(1);
  const addresses = createLanes(triesAtOnce);

  async function count(keys: { account: string; address: string }, right: boolean): Promise<void> {
    const at = now();
    if (right) {
      await resetThrottle(database.prisma, keys.account, at);
      await forgetOld(database, at);
      return;
    }
    await inTransaction(database, async (tx) => {
      await changeThrottle(tx, keys.address, at, (state) => afterAddressFailure(state, at));
      await changeThrottle(tx, keys.account, at, (state) => afterAccountFailure(state, at));
    });
  }

  return {
    async guard(guess, check) {
      const keys = await findKeys(database, guess);
      return addresses.run(keys.address, () =>
        accounts.run(keys.account, async () => {
          for (const key of [keys.address, keys.account]) refuseWhileBlocked(await readState(key), now());
          const outcome = await check();
          await count(keys, outcome.right);
          if (outcome.right) await resetThrottle(database.prisma, knownKey(guess), now());
          return outcome;
        }),
      );
    },
    async mayRecordRefusal(address, callerId) {
      const key = `refusal:${callerId === undefined ? addressKey(address) : digest(callerId)}`;
      const at = now();
      if (secondsToWait(await readState(key), at) > 0) return false;
      await inTransaction(database, (tx) =>
        changeThrottle(tx, key, at, (state) => afterAddressFailure(state, at)),
      );
      return true;
    },
  };

  function readState(key: string): Promise<ThrottleState | null> {
    return readThrottle(database.prisma, key);
  }
}

/**
 * Where a person has signed in before, their failures are counted apart: somebody elsewhere who keeps guessing delays
 * the account for strangers, not for its owner (A20).
 */
async function findKeys(database: Database, guess: Guess): Promise<{ account: string; address: string }> {
  const known = await readThrottle(database.prisma, knownKey(guess));
  return {
    account: known === null ? `account:${digest(guess.account)}` : knownKey(guess),
    address: `address:${addressKey(guess.address)}`,
  };
}

function knownKey({ account, address }: Guess): string {
  return `known:${digest(account)}:${addressKey(address)}`;
}

/** What was typed may be anything, a password included: only its hash is kept. */
function digest(account: string): string {
  return createHash("sha256").update(account.trim().toLowerCase()).digest("base64url").slice(0, 22);
}

function refuseWhileBlocked(state: ThrottleState | null, now: Date): void {
  const seconds = secondsToWait(state, now);
  if (seconds === 0) return;
  throw new AppError("too_many_requests", "Too many failed tries. Wait a moment and try again.", {
    retryAfterSeconds: seconds,
  });
}

async function forgetOld(database: Database, now: Date): Promise<void> {
  const since = (days: number) => new Date(now.getTime() - days * day);
  await dropThrottles(database.prisma, "known:", since(90));
  for (const prefix of ["account:", "address:", "refusal:"]) {
    await dropThrottles(database.prisma, prefix, since(2));
  }
}
