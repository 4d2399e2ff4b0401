import { randomBytes } from "node:crypto";
import { expect, type Page, test } from "@playwright/test";
import { openSignedCookie, sessionCookies } from "@/lib/auth/session-cookie";
import { CanaryBrowser } from "./support/canary-browser";
import { CanaryCage } from "./support/canary-cage";
import { keepDraft } from "./support/canary-drafts";
import { CanaryHouse } from "./support/canary-house";
import { quoteEverything, quoteSignIns, quoteTheWorker, renewTokens } from "./support/canary-journey";
import { CanaryMaterial, judgeSightings } from "./support/canary-material";
import { pageAddresses, type Stop, visitApi, visitPages } from "./support/canary-pages";
import { perches } from "./support/canary-perches";
import { CanaryPerson } from "./support/canary-person";
import { CanaryPlatforms } from "./support/canary-platform";
import { CanaryScript } from "./support/canary-script";
import { useSettings } from "./support/canary-settings";
import { spellingsOf } from "./support/canary-spellings";
import { revealDevice, runTasks } from "./support/canary-tasks";
import { adoptTokens, proveApplication, proveKeys } from "./support/canary-tokens";
import { CanaryVisitor } from "./support/canary-visitor";
import { waitForHydration } from "./support/hydration";
import { Installation } from "./support/installation";
import { stage } from "./support/stage";

test("the search finds a canary in every form it may take, and nothing else", () => {
  const cage = new CanaryCage();
  cage.plant("plain");
  cage.plant("awkward", { tail: `"\\/<>&'é%+= ` });
  cage.plant("long", { length: 4_000 });
  cage.add("code", "402817", { short: true });
  const noise = randomBytes(100_000).toString("latin1");
  const clean = new CanaryMaterial();
  clean.add("noise", noise);
  clean.add("numbers", "1402817 402817.5 a402817 4028170");
  expect(clean.sightings(cage.list())).toEqual([]);

  for (const { name, value, short } of cage.list()) {
    for (const { form, text } of short ? [{ form: "as it is", text: value }] : spellingsOf(value)) {
      const material = new CanaryMaterial();
      material.add("somewhere", `${noise} ${text} ${noise}`);
      expect(material.sightings(cage.list())).toContainEqual({ canary: name, form, place: "somewhere" });
    }
  }
});

test("an excuse covers its own place alone, and has to be needed", () => {
  const sightings = [{ canary: "key", form: "in hex", place: "file a" }];
  const perch = { canary: "key", place: /^file a$/, because: "it is kept there" };
  expect(judgeSightings(sightings, [perch])).toEqual({ leaks: [], unused: [] });
  expect(judgeSightings(sightings, [{ ...perch, place: /^file b$/ }])).toEqual({
    leaks: ["key (in hex) in file a"],
    unused: ["key: it is kept there"],
  });
});

/** Kinds of material, and that a harmless mark was found in each: what was not looked at proves nothing. */
const kinds = {
  "what the processes print": /^printed /,
  "answers of the API": /^body of GET \/api\/v1\/connections by /,
  "pages as HTML": /^body of GET \/c\/\S+ by a person \(200\)/,
  "pages as React asks for them": /^body of GET \/c\/\S+\?_rsc by a person \(200\)/,
  "headers of answers": /^headers of /,
  "what the browser is sent": /^body of GET .* by the browser/,
  "documents in the browser": /^document \/c\//,
  "storage of the browser": /^storage at /,
  "addresses the browser went to": /^addresses /,
  "columns of the database": /^database public\.connection\.slug$/,
  "files of the database": /^file of the database data\/base\//,
} as const;

test("no secret leaves the house: not in logs, answers, pages, files, the database or the browser", async ({
  page,
}) => {
  test.setTimeout(240_000);
  const started = new Date();
  const cage = new CanaryCage();
  const material = new CanaryMaterial();
  const mark = `mark-${randomBytes(8).toString("hex")}`;
  const platforms = await CanaryPlatforms.start(cage);
  const tail = `"\\é&%+/`;
  const muster = new Installation({
    ...{ port: 3451, simulatorPort: 3452 },
    env: {
      ...platforms.environment(),
      MUSTER_SECRET: cage.plant("secret of the installation", { length: 40 }),
      MUSTER_ADMIN_PASSWORD: cage.plant("first password", { tail }),
      MUSTER_API_TOKEN: cage.plant("API token", { length: 40, tail: "+/=&" }),
      // Calls are not what this is about; nothing has to wait for its turn.
      ...{ IOTDA_RATE_READ: "0", IOTDA_RATE_WRITE: "0", IOTDA_NA_RATE: "0" },
    },
  });
  for (const name of [
    "second password",
    "wrong password",
    "wrong password as a proof",
    "wrong password typed",
  ]) {
    cage.plant(name, { tail });
  }
  const visitors = (name: string, bearer?: string) =>
    new CanaryVisitor(muster.url, { name, material, cage, bearer });
  const token = visitors("a script", cage.valueOf("API token"));
  const visitor = visitors("a person");
  const person = new CanaryPerson(visitor, cage, stage.admin.email);
  const browser = new CanaryBrowser(waitForHydration(page), material);
  const typed = platforms.typedConnections((kind) => `${mark}-${kind}`);
  const facts = { platforms, cage, token, typed };
  let stops: Stop[] = [];

  try {
    await muster.start();
    await test.step("a person signs in, proves themselves and changes the password", async () => {
      await person.signInAfterMistake("wrong password", "first password");
      await person.stepUpAfterMistake("wrong password as a proof", "first password");
      await person.changePassword("first password", "second password");
      const { page: session } = sessionCookies(cage.valueOf("secret of the installation"), muster.url);
      expect(openSignedCookie(visitor.cookie("muster"), session.key)).not.toBeNull();
      cage.prove("secret of the installation");
    });
    await test.step("connections are typed, tested, changed and mistyped", async () => {
      await useSettings(visitor, cage, typed);
    });
    await test.step("a script creates, watches and retries", async () => {
      expect((await token.get("/api/v1/me")).text).toContain('"kind":"token"');
      cage.prove("API token");
      const stranger = visitors("a stranger", cage.plant("API token that nobody has", { length: 40 }));
      expect((await stranger.get("/api/v1/me")).status).toBe(401);
      cage.prove("API token that nobody has");
      const astray = `/api/v1/me?token=${encodeURIComponent(cage.valueOf("API token"))}`;
      expect((await visitors("nobody").get(astray)).status).toBe(401);
      const [given, legacy] = [new CanaryScript(token, "default"), new CanaryScript(token, "na")];
      stops = await runTasks({ given, legacy }, platforms, cage);
      const { keys, iam, na } = typed;
      const ordered = new CanaryScript(token, na.slug);
      stops.push(...[keys, iam].map(({ slug }) => ({ connection: slug })), {
        connection: na.slug,
        taskId: await ordered.task(ordered.createCommand("canary_order", 1)),
      });
    });
    await test.step("a person writes a draft with a workbook", async () => {
      stops.push(await keepDraft(visitor, cage, "default"));
    });
    await test.step("an administrator has the secret of a new device shown", async () => {
      await revealDevice(visitor, cage, stops);
    });
    await test.step("tokens of the platforms end and are renewed", () => renewTokens(facts));
    await test.step("a browser looks at every page", async () => {
      await signInByForm(page, `${muster.url}/c/${typed.keys.slug}/tasks`, cage);
      await browser.adoptCookies(cage);
      for (const address of pageAddresses(stops.slice(0, 1))) await browser.open(muster.url + address);
      const { connection, draftId } = stops.find((stop) => stop.draftId !== undefined) ?? {};
      await browser.open(`${muster.url}/c/${connection}/tasks/new?draft=${draftId}&step=targets`);
      await expect(page.getByText("canary.xlsx", { exact: true })).toBeVisible();
      await browser.keepPage(mark);
    });
    await test.step("a gateway quotes whatever it is asked with", async () => {
      stops.push(...(await quoteEverything(facts)));
      await quoteSignIns(facts, visitor);
      await quoteTheWorker(facts, () => muster.output);
    });
    await test.step("a person uses a second factor", () => person.useSecondFactor("second password"));
    await test.step("everything is visited, before and after kill -9", async () => {
      await visitApi(visitor, stops);
      await muster.killHard();
      material.add("printed by the first start", muster.output);
      await muster.start();
      await visitPages(visitor, stops);
      for (const whom of [visitor, token]) await visitApi(whom, stops);
      await person.signOut();
    });

    await browser.finish();
    material.add("printed by the second start", muster.output);
    const house = new CanaryHouse(muster.dataDirectory);
    await house.collect(material, cage, started);
    collectTokens(platforms, cage, await house.keptTokens(cage.valueOf("secret of the installation")));
    expect(cage.unproven(), "canaries that nobody has seen at work").toEqual([]);
    const looked = Object.values(kinds).map((kind) =>
      material.placesWith(mark).some((place) => kind.test(place)),
    );
    expect(
      Object.keys(kinds).filter((_, index) => !looked[index]),
      "material that was not collected",
    ).toEqual([]);
    expect(judgeSightings(material.sightings(cage.list()), perches)).toEqual({ leaks: [], unused: [] });
    await test.step("a leak among all that would have been seen", () => {
      material.add("a leak made for this", `{"note":"${cage.valueOf("API token")}"}`);
      const { leaks } = judgeSightings(material.sightings(cage.list()), perches);
      expect(leaks).toContain("API token (as it is, or a part of it) in a leak made for this");
    });
  } finally {
    await muster.remove();
    await platforms.close();
  }
});

/** Wrong and right, on the way to that address. */
async function signInByForm(page: Page, address: string, cage: CanaryCage): Promise<void> {
  const submit = async (password: string) => {
    await page.getByLabel("E-mail").fill(stage.admin.email);
    await page.getByLabel("Password", { exact: true }).fill(cage.valueOf(password));
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
  };
  await page.goto(address);
  await submit("wrong password typed");
  await expect(page.getByRole("alert")).toBeVisible();
  cage.prove("wrong password typed");
  await expect(async () => {
    // Refused for a moment after the wrong one; a slow sign-in is not tried twice.
    if (new URL(page.url()).pathname === "/login") await submit("second password");
    await page.waitForURL(`${address}*`, { timeout: 15_000 });
  }).toPass();
  cage.prove("second password");
}

function collectTokens(platforms: CanaryPlatforms, cage: CanaryCage, kept: readonly string[]): void {
  const { plain, givenTls, typedTls } = platforms.wires;
  proveKeys(cage, plain, "environment");
  proveKeys(cage, typedTls, "settings");
  proveApplication(cage, givenTls, "environment");
  proveApplication(cage, typedTls, "settings");
  const given = adoptTokens(cage, { wire: givenTls, owner: "the environment", kept });
  const typed = adoptTokens(cage, { wire: typedTls, owner: "the settings", kept });
  const { access, refresh } = given;
  const uses = { access, refresh, typedAccess: typed.access, typedRefresh: typed.refresh, iam: typed.iam };
  expect(
    Object.entries(uses).filter(([, used]) => used === 0),
    "tokens that nobody used",
  ).toEqual([]);
}
