import { expect } from "@playwright/test";
import type { CanaryCage } from "./canary-cage";
import { type EchoPlay, quoteCalls } from "./canary-echoes";
import type { Stop } from "./canary-pages";
import type { CanaryPlatforms } from "./canary-platform";
import { CanaryScript } from "./canary-script";
import type { CanaryVisitor } from "./canary-visitor";
import type { CanaryWire } from "./canary-wire";

const v5Paths = { create: /^POST .*\/batchtasks$/, read: /^GET .*\/batchtasks\/nowhere/ };
const legacyPaths = { create: /^POST .*\/batchtask\/v1\.1\.0\/tasks$/, read: /^GET .*\/tasks\/nowhere/ };

interface Facts {
  platforms: CanaryPlatforms;
  cage: CanaryCage;
  token: CanaryVisitor;
  /** What is typed into the settings. */
  typed: ReturnType<CanaryPlatforms["typedConnections"]>;
}

/** The tokens of all sign-ins die, and the console gets new ones. */
export async function renewTokens({ platforms, token, typed }: Facts): Promise<void> {
  const { givenTls, typedTls } = platforms.wires;
  const signIns = (wire: CanaryWire, path: string) =>
    wire.calls.filter((call) => call.path.startsWith(path) && call.status < 300).length;
  const count = () => [
    signIns(givenTls, "/iocm/app/sec/"),
    signIns(typedTls, "/iocm/app/sec/"),
    signIns(typedTls, "/v3/auth/tokens"),
  ];
  const before = count();
  platforms.given.expireTokens("na");
  platforms.typed.expireTokens("na");
  platforms.typed.expireTokens("iam");
  await expect(async () => {
    for (const connection of ["na", typed.na.slug, typed.iam.slug]) {
      await token.get(`/api/v1/connections/${connection}/tasks/elsewhere?fresh=1`);
    }
    expect(count().every((signedIn, index) => signedIn > (before[index] ?? 0))).toBe(true);
  }).toPass({ timeout: 30_000 });
}

/** Every kind of connection meets a gateway that quotes its calls; answers where what it said is kept. */
export async function quoteEverything({ platforms, cage, token, typed }: Facts): Promise<Stop[]> {
  const { wires } = platforms;
  const script = (connection: string) => new CanaryScript(token, connection);
  const [given, byToken, legacy] = [script("default"), script(typed.iam.slug), script("na")];
  const plays: EchoPlay[] = [
    {
      ...{ script: given, wire: wires.plain, paths: v5Paths },
      create: (name) => given.createUpgrade(name, 61_001),
      known: [cage.valueOf("secret key of the environment")],
    },
    {
      ...{ script: byToken, wire: wires.typedTls, paths: v5Paths, known: [] },
      create: (name) => byToken.createUpgrade(name, 61_001),
    },
    {
      ...{ script: legacy, wire: wires.givenTls, paths: legacyPaths, known: [] },
      create: (name) => legacy.createCommand(name, 61_001),
    },
  ];
  await Promise.all(plays.map(quoteCalls));
  return Promise.all(
    [given, byToken, legacy].map(async (each) => ({
      connection: each.connection,
      operationId: await each.quotedOperation(),
    })),
  );
}

/** Sign-ins are refused, and the refusal quotes the password: by IAM, and by the legacy API in a test. */
export async function quoteSignIns(
  { platforms, cage, token, typed: { iam, na } }: Facts,
  administrator: CanaryVisitor,
): Promise<void> {
  const wire = platforms.wires.typedTls;
  const signIns = /^POST \/(v3\/auth\/tokens|iocm\/app\/sec)/;
  const echo = { kind: "refusal", status: 401, match: signIns, times: 100 } as const;
  wire.echo({ ...echo, mark: "quoted_sign_in" });
  const iamPassword = cage.plant("IAM password that was changed elsewhere", { tail: '"&%/' });
  const refused = `${iam.slug}-refused`;
  const added = await administrator.post("/api/v1/connections", { ...iam, slug: refused, iamPassword });
  expect(added.status, added.text).toBe(201);
  for (const path of [`/connections/${refused}/apps`, `/connections/${refused}/tasks/nowhere`]) {
    const { status, text } = await token.get(`/api/v1${path}`);
    expect(status, text).toBe(502);
    expect(text).toContain("quoted_sign_in");
  }
  cage.prove("IAM password that was changed elsewhere");
  const secret = cage.plant("application secret that was changed elsewhere", { tail: '"&%/' });
  const tested = await administrator.post("/api/v1/connections/test", {
    ...na,
    slug: `${na.slug}-unsaved`,
    secret,
  });
  expect(JSON.parse(tested.text).ok, tested.text).toBe(false);
  cage.prove("application secret that was changed elsewhere");
  wire.clearEchoes();
}

/** The worker's own reads are quoted too; `printed` is what the processes wrote so far. */
export async function quoteTheWorker({ platforms }: Facts, printed: () => string): Promise<void> {
  for (const [name, wire] of Object.entries(platforms.wires)) {
    wire.echo({
      ...{ kind: "refusal", status: 401, match: /^GET /, times: 1_000 },
      mark: `quoted_worker_${name}`,
    });
  }
  await expect(async () => {
    const lines = printed()
      .split("\n")
      .filter((line) => line.includes('"name":"worker"'));
    for (const name of ["plain", "typedTls"]) {
      expect(lines.some((line) => line.includes(`quoted_worker_${name}`))).toBe(true);
    }
  }).toPass({ timeout: 60_000 });
  platforms.clearEchoes();
}
