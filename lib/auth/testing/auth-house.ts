import { hashPassword } from "better-auth/crypto";
import type { Role } from "@/lib/contracts/permission";
import { AppError } from "@/lib/errors";
import { type Database, openDatabase } from "@/lib/store/db";
import { createPerson } from "@/lib/store/person-store";
import { createTestDatabase } from "@/scripts/testing/test-database";
import { createTokenVerifier } from "../api-token";
import { type AuthRouteDeps, answerAuthRequest } from "../auth-routes";
import { authenticate } from "../authenticate";
import { createSignInLibrary } from "../better-auth";
import type { Caller } from "../caller";
import { sessionCookies } from "../session-cookie";
import { createSignInThrottle } from "../sign-in-throttle";

export const goodPassword = "plums-grow-quietly-42";
export const testSecret = "a secret of thirty-two characters or more";
export const testApiToken = "token-of-thirty-two-characters-or-more";

export interface AuthHouse {
  database: Database;
  /** Milliseconds that the house's clock is ahead of the real one, which the sign-in library reads. */
  clock: {
    aheadMs: number;
    /** The house's clock stands still here, whatever the real one does. */
    stoppedAt: number | null;
  };
  slept: number[];
  deps: AuthRouteDeps;
  addPerson(email: string, grants?: { connection: string; role: Role }[]): Promise<string>;
  call(path: string, options?: CallOptions): Promise<HouseAnswer>;
  /** The `Cookie` header of a fresh sign-in. */
  signIn(email: string, password?: string): Promise<string>;
  whoIs(headers: Record<string, string>, context?: "page" | "embed"): Promise<Caller | null>;
  close(): Promise<void>;
}

export interface CallOptions {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
  address?: string;
}

export interface HouseAnswer {
  status: number;
  code: string | null;
  retryAfterSeconds: number | null;
  text: string;
  json: Record<string, unknown>;
  headers: Headers;
}

/** Everything of `lib/auth` on a database of its own, as the composition root wires it, with a clock to move. */
export async function openAuthHouse({ appOrigin = "http://localhost:3000" } = {}): Promise<AuthHouse> {
  const test = await createTestDatabase();
  const database = openDatabase(test.url);
  const clock: AuthHouse["clock"] = { aheadMs: 0, stoppedAt: null };
  const slept: number[] = [];
  const now = () => new Date((clock.stoppedAt ?? Date.now()) + clock.aheadMs);
  const cookies = sessionCookies(testSecret, appOrigin);
  const tokens = createTokenVerifier(testApiToken);
  const settings = { database, tokens, cookies, secondFactorRequired: false, now };
  const whoIs = (headers: Headers, context: "page" | "embed" = "page") =>
    authenticate({ headers, context }, settings);
  const library = createSignInLibrary({
    database,
    secret: testSecret,
    previousSecret: null,
    appOrigin,
    cookie: cookies.page,
    onError: () => undefined,
  });
  const deps: AuthRouteDeps = {
    database,
    library,
    throttle: createSignInThrottle({ database, now }),
    cookie: cookies.page,
    appOrigin,
    authenticate: (headers) => whoIs(headers),
    now,
    sleep: async (ms) => void slept.push(ms),
    clock: () => performance.now(),
    readJson: (request) => request.json(),
  };

  async function call(path: string, options: CallOptions = {}): Promise<HouseAnswer> {
    const { method = "POST", body, address = "192.0.2.1" } = options;
    const headers = new Headers({ "sec-fetch-site": "same-origin", ...options.headers });
    if (body !== undefined) headers.set("content-type", "application/json");
    const text = body === undefined ? undefined : JSON.stringify(body);
    const request = new Request(`${appOrigin}${path}`, { method, headers, body: text });
    try {
      const response = await answerAuthRequest({ request, requestId: "r-1", address }, deps);
      const answered = await response.text();
      const json = JSON.parse(answered || "{}");
      const facts = { code: null, retryAfterSeconds: null, headers: response.headers };
      return { status: response.status, text: answered, json, ...facts };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { code, message, retryAfterSeconds = null } = error;
      const status = error.status ?? 0;
      return { status, code, retryAfterSeconds, text: message, json: {}, headers: new Headers() };
    }
  }

  return {
    database,
    clock,
    slept,
    deps,
    call,
    async addPerson(email, grants = []) {
      const id = `id-${email}`;
      const passwordHash = await hashPassword(goodPassword);
      const person = { id, email, name: email, passwordHash, passwordIsInitial: false, grants };
      await createPerson(database.prisma, person);
      return id;
    },
    async signIn(email, password = goodPassword) {
      const answer = await call("/api/auth/sign-in/email", { body: { email, password } });
      if (answer.status !== 200) throw new Error(`sign-in answered ${answer.code}`);
      return cookieHeader(answer.headers);
    },
    whoIs: (headers, context) => whoIs(new Headers(headers), context),
    async close() {
      await database.close();
      await test.drop();
    },
  };
}

/** What a browser would send after this answer: cookies that were set and not removed. */
export function cookieHeader(headers: Headers): string {
  const pairs = headers.getSetCookie().filter((line) => !/;\s*max-age=0(;|$)/i.test(line));
  return pairs.map((line) => line.slice(0, line.indexOf(";"))).join("; ");
}
