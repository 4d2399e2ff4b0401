import type { TokenState, TokenVault } from "@/lib/domain/token-vault";

/**
 * For a client of its own, such as the test of credentials that are not saved yet. Not for a legacy application that
 * others use: its sign-in would kill their token (sheet §13.1).
 */
export function createMemoryVault(): TokenVault {
  let state: TokenState = { generation: 0, token: null, blocked: null, replaced: false };
  let taken = false;
  return {
    read: async () => state,
    async take(generation, now) {
      const isBlocked = state.blocked !== null && state.blocked.until > now;
      if (taken || isBlocked || generation !== state.generation) return false;
      taken = true;
      return true;
    },
    async save(token) {
      if (!taken) return null;
      taken = false;
      const generation = state.generation + 1;
      const saved = { ...token, generation };
      state = { ...state, generation, token: saved, blocked: null };
      return saved;
    },
    async block({ until, failure, dropToken }) {
      taken = false;
      state = { ...state, token: dropToken ? null : state.token, blocked: { until, failure } };
    },
    async giveBack() {
      taken = false;
    },
  };
}
