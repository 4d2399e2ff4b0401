import { openStateGround, type Person, type StateGround } from "./state-ground";
import { makeStateTasks, type StateTasks } from "./state-tasks";
import { test as base } from "./test";

interface StateFixtures {
  /** Whose page it is. */
  who: Person;
}

interface StateWorld {
  ground: StateGround;
  /** Made when a test first asks for them: before that there is no task. */
  tasks: StateTasks;
}

/** Journeys on an installation of their own, which they may bring into any state. */
export const test = base.extend<StateFixtures, StateWorld>({
  ground: [
    async ({ playwright }, use) => {
      const ground = await openStateGround(playwright.request, 3491);
      await use(ground);
      await ground.close();
    },
    { scope: "worker", timeout: 120_000 },
  ],
  tasks: [
    async ({ ground }, use) => use(await makeStateTasks(ground)),
    { scope: "worker", timeout: 120_000 },
  ],
  who: ["administrator", { option: true }],
  baseURL: async ({ ground }, use) => use(ground.url),
  storageState: async ({ ground, who }, use) => use(await ground.signIn(who)),
});
