import type { TokenVault } from "@/lib/domain/token-vault";
import type { PlatformLog } from "./log";
import type { RateBudget } from "./pacing";
import type { RetryDeps } from "./retry";
import type { TransportLimits } from "./transport";

/** What a connected platform needs of its surroundings. */
export interface PlatformDeps extends Pick<RetryDeps, "sleep" | "random"> {
  budget: RateBudget;
  now: () => Date;
  log: PlatformLog;
  limits?: TransportLimits;
  /** A call was refused because the host leads to an address that may not be used (security.md F30). */
  onBlocked?(): void;
  /** For connections that sign in; without one the token lives and dies with the client. */
  vault?: TokenVault;
  /** For keys: what the platform's clock is ahead by, as learned before, and who wants to know of changes (F19). */
  clock?: { offsetMs: number; onOffset(offsetMs: number): void };
}
