import { hashPassword } from "better-auth/crypto";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { saveConnection } from "@/lib/store/connection-registration";
import { inTransaction } from "@/lib/store/db";
import { createPerson } from "@/lib/store/person-store";
import { createTestDatabase, type TestDatabase } from "@/scripts/testing/test-database";
import { answerAuth } from "./answer-auth";
import { closeContainer, getContainer } from "./container";
import { openPage } from "./page-access";

const sent = vi.hoisted(() => ({ headers: new Headers() }));
vi.mock("next/headers", () => ({ headers: async () => sent.headers }));
vi.mock("next/navigation", () => ({
  redirect: (address: string) => {
    throw new Error(`redirect ${address}`);
  },
  notFound: () => {
    throw new Error("not found");
  },
}));

const origin = "https://muster.corp.example";
const password = "plums-grow-quietly-42";

describe("opening a page", () => {
  let test: TestDatabase;
  let cookie = "";
  const open = (permission: "read" | "change" | "signed_in", connection?: string, surface?: "embed") =>
    openPage({
      permission,
      connection,
      surface: surface ?? "console",
      address: "/c/plant-1/tasks?q=a&b=%2F",
    });
  const as = (headers: Record<string, string>) => {
    sent.headers = new Headers(headers);
  };

  beforeAll(async () => {
    test = await createTestDatabase();
    process.env.DATABASE_URL = test.url;
    process.env.MUSTER_SECRET = "a secret of thirty-two characters or more";
    process.env.APP_URL = origin;
    const { database, sealer } = await getContainer();
    await inTransaction(database, async (tx) => {
      for (const slug of ["plant-1", "plant-2"]) {
        const place = {
          endpoint: `https://${slug}.example`,
          region: null,
          projectId: slug,
          instanceId: null,
        };
        const given = {
          slug,
          name: slug,
          kind: "v5",
          signature: null,
          source: "environment",
          credentials: null,
        } as const;
        await saveConnection(tx, { ...given, ...place }, { sealer, now: new Date() });
      }
      const grants = ["plant-1", "plant-9"].map((connection) => ({ connection, role: "viewer" as const }));
      const person = { id: "ada", name: "Ada", email: "ada@plant.example", passwordIsInitial: false, grants };
      await createPerson(tx, { ...person, passwordHash: await hashPassword(password) });
    });
    const response = await answerAuth(
      new Request(`${origin}/api/auth/sign-in/email`, {
        method: "POST",
        headers: { "content-type": "application/json", origin },
        body: JSON.stringify({ email: "ada@plant.example", password }),
      }),
    );
    cookie = response.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  });
  afterAll(async () => {
    await closeContainer();
    await test.drop();
    for (const name of ["DATABASE_URL", "MUSTER_SECRET", "APP_URL"]) delete process.env[name];
  });

  it("sends nobody to sign in, with the deep link", async () => {
    const identities: Record<string, string>[] = [{}, { cookie: "__Host-muster=made.up" }];
    for (const headers of identities) {
      as(headers);
      const next = "next=%2Fc%2Fplant-1%2Ftasks%3Fq%3Da%26b%3D%252F";
      await expect(open("read", "plant-1")).rejects.toThrow(`redirect /login?${next}`);
      await expect(open("read", "plant-1", "embed")).rejects.toThrow(`redirect /embed/sign-in?${next}`);
    }
  });

  it("gives context, caller and what they may see", async () => {
    as({ cookie, "x-request-id": "r-7", "x-muster-peer": "192.0.2.7" });
    const page = await open("read", "plant-1");
    expect(page.ctx).toMatchObject({
      requestId: "r-7",
      address: "192.0.2.7",
      caller: { id: "ada", surface: "page" },
    });
    expect(page.caller).toEqual({
      id: "ada",
      name: "Ada",
      email: "ada@plant.example",
      kind: "person",
      secondFactor: false,
      grants: { "plant-1": ["viewer"], "plant-9": ["viewer"] },
    });
    expect(page.connections.map(({ slug }) => slug)).toEqual(["plant-1"]);
    expect(page.connection?.slug).toBe("plant-1");
    expect((await open("signed_in")).connection).toBeUndefined();
  });

  it("does not know a connection that may not be seen, is not there, or a page that is not allowed", async () => {
    as({ cookie });
    await expect(open("read", "plant-2")).rejects.toThrow("not found");
    await expect(open("read", "plant-9")).rejects.toThrow("not found");
    await expect(open("read", "__proto__")).rejects.toThrow("not found");
    await expect(open("change", "plant-1")).rejects.toThrow("not found");
  });

  it("takes the page's cookie in a frame where the browser sends it (S2.3)", async () => {
    as({ cookie });
    expect((await open("read", "plant-1", "embed")).ctx.caller).toMatchObject({
      id: "ada",
      surface: "embed",
    });
    as({ cookie: `${cookie}; __Host-muster_embed=made.up` });
    await expect(open("read", "plant-1", "embed")).rejects.toThrow("redirect /embed/sign-in");
    expect((await open("read", "plant-1")).ctx.caller).toMatchObject({ surface: "page" });
  });
});
