import { type TargetSource, taskTypes } from "@/lib/domain/task-types";
import { uniqueName } from "./support/api";
import { sandbox } from "./support/sandbox";
import { expectSentAsShown, type SentTask } from "./support/sent-tasks";
import { consoleUrl } from "./support/stage";
import { expect, test } from "./support/test";
import { Wizard } from "./support/wizard";
import { type Play, plays } from "./support/wizard-plays";
import { type Chosen, chooseTargets } from "./support/wizard-targets";

test.use({ permissions: ["clipboard-write"] });

/** All are held for ten seconds: they are sent first, and looked for together at the end. */
const sent: SentTask[] = [];

test.afterAll("what the platform received is what Review showed", async ({ playwright }) => {
  test.setTimeout(180_000);
  const request = await playwright.request.newContext({ baseURL: consoleUrl });
  const made = await expectSentAsShown(request, sent);
  // Some wait for days or for a person: their places are for others.
  const waiting = made.filter(({ body }) => body.need_confirm || "schedule_time" in Object(body.task_policy));
  for (const { taskId } of waiting) await sandbox.removeTask(taskId);
  await request.dispose();
});

for (const { type, platform, targetSources } of taskTypes.filter(({ viewOnly }) => !viewOnly)) {
  test(`${type} by ${targetSources.join(", ")}`, async ({ page }) => {
    test.setTimeout(120_000);
    const play = plays[type];
    if (!play) throw new Error(`nobody has said how ${type} is written: tell it in wizard-plays.ts`);
    const wizard = new Wizard(page, platform === "na" ? "sandbox-na" : "sandbox");
    await wizard.keepCopies();
    const [first, ...others] = targetSources;
    const draftId = await writeOnce(wizard, play, { type, source: first });
    for (const source of others) await writeAgain(wizard, play, { draftId, type, source });
  });
}

/** From an empty wizard, through every field of the type. Answers the draft. */
async function writeOnce(
  wizard: Wizard,
  play: Play,
  { type, source = "list" }: { type: string; source?: TargetSource },
): Promise<string> {
  const name = uniqueName(`${type}_${source}`);
  await wizard.openNew();
  await wizard.chooseType(play.card, name);
  if (play.space) await wizard.page.getByLabel("Space", { exact: true }).selectOption(play.space);
  await wizard.goOn("Targets");
  const chosen = await chooseTargets(wizard, play, { type, source });
  await wizard.goOn("Parameters");
  await play.parameters?.(wizard);
  await wizard.goOn("Policy");
  await play.policy?.(wizard, name);
  await wizard.goOn("Review");
  const { draftId } = wizard;
  await review(wizard, play, { name, chosen });
  return draftId;
}

/** The same content for devices chosen in another way. */
async function writeAgain(
  wizard: Wizard,
  play: Play,
  { draftId, type, source }: { draftId: string; type: string; source: TargetSource },
): Promise<void> {
  const name = uniqueName(`${type}_${source}`);
  await wizard.open(await wizard.copyDraft(draftId, name), "Targets");
  const chosen = await chooseTargets(wizard, play, { type, source });
  if (play.again) {
    await wizard.goTo("Policy");
    await play.again(wizard, name);
  }
  await wizard.goTo("Review");
  await review(wizard, play, { name, chosen });
}

async function review(
  wizard: Wizard,
  play: Play,
  { name, chosen }: { name: string; chosen: Chosen },
): Promise<void> {
  const body = await wizard.reviewedBody();
  expect(await wizard.shownBody()).toEqual(body);
  if (play.words) await wizard.confirm(`${play.words} ${chosen.count ?? name}`, "Journey of the types");
  // What was sent before is over by then: a space takes ten unfinished tasks.
  await sandbox.advance(120_000);
  const { kind, id } = await wizard.send(`${play.button} ${chosen.phrase}`);
  expect(kind).toBe("operations");
  sent.push({ connection: wizard.connection, name, operationId: id, body, workbook: chosen.workbook });
}
