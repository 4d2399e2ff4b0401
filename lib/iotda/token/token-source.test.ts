import { describe, expect, it } from "vitest";
import { brokenCall } from "../broken-call";
import { PlatformError } from "../errors";
import { createMemoryVault } from "./memory-vault";
import type { IssuedToken, SignIn } from "./sign-in";
import { createTokenSource } from "./token-source";

const start = Date.parse("2026-11-21T10:00:00Z");
const minute = 60_000;
const hour = 60 * minute;

const refusal = (errorCode: string | null = null) =>
  new PlatformError({
    ...{ failure: "auth", sent: "yes" },
    upstream: { status: 401, errorCode, errorMessage: "wrong password", requestId: "r1" },
  });

/** A platform that hands out tokens of one hour: `T1`, `T2`, …; `processes` share the vault. */
function scene({ processes = 1, refreshable = false, random = 0, lifetimeMs = hour } = {}) {
  const state = { time: start, trouble: null as Error | null, refreshTrouble: null as Error | null };
  const calls: string[] = [];
  let issued = 0;
  const issue = async (trouble: Error | null): Promise<IssuedToken> => {
    await new Promise((resolve) => setImmediate(resolve));
    if (trouble) throw trouble;
    issued += 1;
    const refresh = refreshable ? { refreshToken: `R${issued}`, refreshMs: 24 * hour } : null;
    return { token: `T${issued}`, lifetimeMs, refreshToken: null, refreshMs: null, ...refresh };
  };
  const signIn: SignIn = {
    renewBeforeMs: 5 * minute,
    login() {
      calls.push("login");
      return issue(state.trouble);
    },
    refresh(token) {
      calls.push(`refresh ${token}`);
      return issue(state.refreshTrouble);
    },
  };
  const vault = createMemoryVault();
  const sources = Array.from({ length: processes }, () =>
    createTokenSource({
      ...{ vault, signIn, random: () => random, now: () => new Date(state.time) },
      sleep: () => new Promise((resolve) => setImmediate(resolve)),
    }),
  );
  const [source = sources[0]] = sources;
  if (!source) throw new Error("a scene needs a process");
  return { state, calls, vault, sources, source };
}

const texts = (tokens: ({ token: string } | null)[]) => tokens.map((token) => token?.token);

describe("one sign-in for everybody", () => {
  it("signs in once for all callers of all processes", async () => {
    const { sources, calls } = scene({ processes: 3 });
    const tokens = await Promise.all([...sources, ...sources].map((source) => source.current()));
    expect(texts(tokens)).toEqual(["T1", "T1", "T1", "T1", "T1", "T1"]);
    expect(calls).toEqual(["login"]);
  });

  it("takes over the token of a process that is gone", async () => {
    const { sources, calls } = scene({ processes: 2 });
    for (const source of sources) expect((await source.current()).token).toBe("T1");
    expect(calls).toEqual(["login"]);
  });

  it("goes on when the caller who began it gives up", async () => {
    const { source, calls } = scene();
    const impatient = new AbortController();
    const first = source.current(impatient.signal).catch((error: unknown) => error);
    const second = source.current();
    impatient.abort();
    expect(await first).toMatchObject({ reason: "cancelled", sent: "no" });
    expect((await second).token).toBe("T1");
    expect(calls).toEqual(["login"]);
  });
});

describe("before a token ends", () => {
  it("renews it five minutes early, not at the same moment in every process", async () => {
    for (const [random, renewedAfter] of [
      [0, hour - 5 * minute],
      [0.8, hour - 4 * minute],
    ] as const) {
      const { source, state, calls } = scene({ random });
      await source.current();
      state.time += renewedAfter - 1;
      expect((await source.current()).token).toBe("T1");
      state.time += 1;
      expect((await source.current()).token).toBe("T2");
      expect(calls).toEqual(["login", "login"]);
    }
  });

  it("believes no lifetime beyond a day, were it one that ends at no date at all", async () => {
    const { source, state } = scene({ lifetimeMs: Number.MAX_VALUE });
    expect((await source.current()).expiresAt).toEqual(new Date(start + 24 * hour));
    state.time += 24 * hour;
    expect((await source.current()).token).toBe("T2");
  });

  it("uses the refresh token, and the secret when that is refused", async () => {
    const { source, state, calls } = scene({ refreshable: true });
    await source.current();
    state.time += hour - minute;
    await source.current();
    state.refreshTrouble = refusal("100208");
    state.time += hour - minute;
    expect((await source.current()).token).toBe("T3");
    expect(calls).toEqual(["login", "refresh R1", "refresh R2", "login"]);
  });

  it("keeps the old one for a minute when renewing fails", async () => {
    const { source, state, calls } = scene();
    await source.current();
    state.trouble = brokenCall("refused", { sent: false });
    state.time += hour - 5 * minute;
    expect(texts([await source.current(), await source.current()])).toEqual(["T1", "T1"]);
    expect(calls).toHaveLength(2);
    state.trouble = null;
    state.time += minute;
    expect((await source.current()).token).toBe("T2");
  });

  it("signs in anew when the process was asleep meanwhile", async () => {
    const { source, state, calls } = scene({ refreshable: true });
    await source.current();
    state.time += 2 * hour;
    expect((await source.current()).token).toBe("T2");
    expect(calls).toEqual(["login", "login"]);
  });
});

describe("a refused token (F21, F22)", () => {
  it("is renewed once for everybody who was refused with it", async () => {
    const { sources, calls } = scene({ processes: 3 });
    const used = await Promise.all(sources.map((source) => source.current()));
    const renewed = await Promise.all(
      sources.flatMap((source, n) => [source, source].map((one) => one.renew(used[n] ?? fail()))),
    );
    expect(new Set(texts(renewed))).toEqual(new Set(["T2"]));
    expect(calls).toEqual(["login", "login"]);
  });

  it("gives way to a newer one instead of another sign-in that would kill it", async () => {
    const { sources, calls } = scene({ processes: 2 });
    const [first = fail(), second = fail()] = sources;
    const old = await first.current();
    await second.current();
    await first.renew(old);
    expect((await second.renew(old))?.token).toBe("T2");
    expect((await first.renew(old))?.token).toBe("T2");
    expect(calls).toEqual(["login", "login"]);
  });

  it("stops after three sign-ins in five minutes: somebody else's would kill ours for ever", async () => {
    const { source, state, calls } = scene();
    let token = await source.current();
    for (let left = 3; left > 0; left -= 1) token = (await source.renew(token)) ?? fail();
    expect(await source.renew(token)).toBeNull();
    expect((await source.current()).token).toBe("T4");
    expect(calls).toHaveLength(4);
    state.time += 5 * minute + 1;
    expect((await source.renew(token))?.token).toBe("T5");
  });
});

describe("refused credentials (F20)", () => {
  it("are not tried again for five minutes, by nobody", async () => {
    const { sources, state, calls } = scene({ processes: 2 });
    state.trouble = refusal();
    const errors = await Promise.all(sources.map((source) => source.current().catch((error) => error)));
    for (const error of errors) {
      expect(error).toMatchObject({
        ...{ code: "upstream_auth", failure: "auth", sent: "no", key: "sign_in_refused" },
        upstream: { status: 401, errorMessage: "wrong password", requestId: "r1" },
      });
    }
    state.trouble = null;
    state.time += 5 * minute - 1;
    await expect(sources[0]?.current()).rejects.toMatchObject({ code: "upstream_auth" });
    expect(calls).toEqual(["login"]);
    state.time += 1;
    expect((await sources[1]?.current())?.token).toBe("T1");
  });

  it("end a token that was refused, but not one that is still good", async () => {
    const { source, state, vault, calls } = scene();
    const token = await source.current();
    state.trouble = refusal();
    state.time += hour - 5 * minute;
    expect((await source.current()).token).toBe("T1");
    expect(await vault.read()).toMatchObject({
      token: { token: "T1" },
      blocked: { failure: { status: 401 } },
    });
    state.time += 5 * minute - 30_000;
    await expect(source.renew(token)).rejects.toMatchObject({ code: "upstream_auth" });
    expect(calls).toEqual(["login", "login"]);
  });

  it("are told by a code the platform gave", async () => {
    const { source, state } = scene();
    state.trouble = refusal("100208");
    await expect(source.current()).rejects.toMatchObject({ key: "application_secret_wrong" });
  });

  it("are not blamed for a platform that does not answer: the next call signs in", async () => {
    const { source, state, calls } = scene();
    state.trouble = brokenCall("reset", { sent: true });
    await expect(source.current()).rejects.toMatchObject({ code: "upstream_unavailable", sent: "no" });
    state.trouble = null;
    expect((await source.current()).token).toBe("T1");
    expect(calls).toEqual(["login", "login"]);
  });
});

it("does not sign in with credentials that were replaced, but uses a good token to its end", async () => {
  const { source, state, vault, calls } = scene();
  const token = await source.current();
  const read = vault.read.bind(vault);
  vault.read = async () => ({ ...(await read()), replaced: true });
  state.time += hour - 5 * minute;
  expect((await source.current()).token).toBe("T1");
  await expect(source.renew(token)).rejects.toMatchObject({ reason: "cancelled", sent: "no" });
  expect(calls).toEqual(["login"]);
});

it("does not wait for ever for somebody who never comes back from signing in", async () => {
  const { source, vault } = scene();
  await vault.take(0, new Date(start));
  await expect(source.current()).rejects.toMatchObject({ reason: "timed_out", sent: "no" });
});

function fail(): never {
  throw new Error("there should have been one");
}
