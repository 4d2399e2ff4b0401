import { pageSubtasks } from "@/lib/store/subtask-store";
import { firstPage } from "../baselines/first-page";
import type { Benchmark } from "../frame/benchmark";
import { targetOf } from "../frame/large-tasks";
import { againstPeer } from "../frame/row";
import { makeDice, takeTurns } from "../frame/take-turns";

const [limit, rounds] = [50, 100] as const;

/** How much of an id somebody has typed: a hundred devices start like that, ten, one. */
const lengths = { "all but two letters": 2, "all but one letter": 1, "a whole id": 0 } as const;

export const benchmark: Benchmark = {
  name: "device-search",
  goal: 3,
  method:
    `the page and the number of all devices whose id contains what was typed, by the product's own function, beside the first page along ` +
    `the primary key (raw pg, prepared): how random ids of a million start, and five digits within ids of 30,000; the middle one of ` +
    `${rounds} rounds in turn, the parts apart from the starts, as they warm other pages of memory.`,
  run: async (bench) => {
    const { database, raw, tasks } = await bench.database();
    const roll = makeDice(3);
    const search = async (pk: number, q: string) => {
      const { total } = await pageSubtasks(database, pk, { q, limit, page: 1 });
      if (total === 0) throw new Error(`no device was found for ${q}`);
    };
    const { first, ...starts } = await takeTurns<string>(
      {
        first: firstPage(raw, tasks.million.pk),
        ...Object.fromEntries(
          Object.entries(lengths).map(([what, cut]) => [
            what,
            () => search(tasks.million.pk, cutOff(targetOf(roll(tasks.million.rows)), cut)),
          ]),
        ),
      },
      rounds,
      bench.signal,
    );
    const parts = await takeTurns(
      {
        first: firstPage(raw, tasks.usual.pk),
        ours: () => search(tasks.usual.pk, targetOf(roll(tasks.usual.rows)).slice(-5)),
      },
      rounds,
      bench.signal,
    );
    const note = "against the first page";
    return [
      ...Object.entries(starts).map(([what, time]) =>
        againstPeer({ goal: 3, what: `${what} of a million`, unit: "ms", note }, time, first ?? 0, 1.2),
      ),
      againstPeer(
        { goal: 3, what: "a part of an id of 30,000", unit: "ms", note },
        parts.ours,
        parts.first,
        12,
      ),
    ];
  },
};

const cutOff = (id: string, letters: number): string => id.slice(0, id.length - letters);
