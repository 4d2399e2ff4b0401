import { expect } from "@playwright/test";
import type { CanaryCage } from "./canary-cage";
import type { CanaryPlatforms } from "./canary-platform";
import type { CanaryVisitor } from "./canary-visitor";

type Typed = ReturnType<CanaryPlatforms["typedConnections"]>;

const path = "/api/v1/connections";

/** Adds, tests, changes and misspells connections, as an administrator in the settings does. */
export async function useSettings(visitor: CanaryVisitor, cage: CanaryCage, typed: Typed): Promise<void> {
  for (const connection of Object.values(typed)) {
    const tested = await visitor.post(`${path}/test`, connection);
    expect(tested.status, tested.text).toBe(200);
    expect(JSON.parse(tested.text).ok, tested.text).toBe(true);
    const added = await visitor.post(path, connection);
    expect(added.status, added.text).toBe(201);
    expect(JSON.parse(added.text)).toMatchObject({ slug: connection.slug, secretSet: true });
    const saved = await visitor.post(`${path}/test`, { connection: connection.slug });
    expect(JSON.parse(saved.text).ok, saved.text).toBe(true);
    const { slug, ...again } = connection;
    const { updatedAt } = JSON.parse(added.text);
    const changed = await visitor.send("PUT", `${path}/${slug}`, {
      body: { ...again, name: `${connection.name} 2`, updatedAt },
    });
    expect(changed.status, changed.text).toBe(200);
    const stale = await visitor.send("PUT", `${path}/${slug}`, { body: { ...again, updatedAt } });
    expect(stale.status, stale.text).toBe(409);
  }
  cage.prove("IAM password of the settings");
  await misspell(visitor, cage, typed);
}

/** Secrets that are refused: wrong ones, and right ones in the wrong place. */
async function misspell(visitor: CanaryVisitor, cage: CanaryCage, { keys, iam, na }: Typed): Promise<void> {
  const wrong = {
    keys: cage.plant("wrong secret key typed into a test", { length: 40 }),
    iam: cage.plant("wrong IAM password typed into a test"),
    na: cage.plant("wrong application secret typed into a test"),
  };
  const tests = [
    { ...keys, secretKey: wrong.keys },
    { ...iam, iamPassword: wrong.iam },
    { ...na, secret: wrong.na },
  ];
  for (const connection of tests) {
    const tested = await visitor.post(`${path}/test`, connection);
    expect(tested.status, tested.text).toBe(200);
    const signIn = JSON.parse(tested.text).items.find(({ check }: { check: string }) => check === "sign_in");
    expect(signIn, tested.text).toMatchObject({ state: "failed" });
  }
  const broken = await visitor.post(`${path}/test`, { ...na, keyPassphrase: `${wrong.na}x` });
  expect(broken.status, broken.text).toBeGreaterThanOrEqual(200);
  const inAddress = cage.plant("password within a platform's address");
  const refused = [
    { ...keys, endpoint: `https://someone:${inAddress}@localhost` },
    { ...keys, endpoint: `https://localhost/?token=${inAddress}` },
    { ...keys, region: wrong.keys },
    { ...keys, slug: wrong.na },
    { ...iam, iamEndpoint: `https://someone:${inAddress}@localhost` },
    { ...iam, iamPassword: { text: wrong.iam } },
    { ...na, keyPem: undefined },
    { ...na, accessKey: wrong.keys },
  ];
  for (const connection of refused) {
    const answer = await visitor.post(path, connection);
    expect(answer.status, answer.text).toBe(400);
  }
  cage.prove(
    "wrong secret key typed into a test",
    "wrong IAM password typed into a test",
    "wrong application secret typed into a test",
    "password within a platform's address",
  );
}
