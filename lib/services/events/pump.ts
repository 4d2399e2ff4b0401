import type { Database } from "@/lib/store/db";
import type { LiveClock } from "@/lib/store/live-clock";
import type { LiveNews } from "@/lib/store/live-news";
import { reset } from "./encode-event";
import { keepFollowed } from "./keep-followed";
import { createMarks, keyOf, type Mark, marksOf } from "./marks";
import { findMissed } from "./missed";
import { readFacts } from "./read-facts";
import { greet, tell } from "./tell";
import type { Topics } from "./topics";
import type { Stream, Topic } from "./watching";

export interface PumpDeps {
  database: Database;
  clock: LiveClock;
  topics: Topics;
  /** The highest id of news there is. */
  newestId(): number;
  onError(error: unknown): void;
}

/** Turns news into messages: what came together is read together, one turn after the other, so none overtakes. */
export interface Pump {
  hear(news: LiveNews): void;
  /** Tells the stream how things are, and what it missed. */
  greet(stream: Stream): void;
  forget(stream: Stream): void;
  /** Data grows old without any news: has what is told of its age become wrong? */
  askAge(): void;
  stop(): void;
}

const retryAfterMs = 1_000;

export function createPump(deps: PumpDeps): Pump {
  const { database, clock, topics } = deps;
  const marks = createMarks();
  const strangers = new Set<Stream>();
  let running = false;
  let stopped = false;
  let takeBack: () => void = () => undefined;

  function add(mark: Mark): void {
    marks.add(keyOf(mark), mark);
  }

  function wake(): void {
    if (running || stopped) return;
    running = true;
    takeBack();
    void run();
  }

  async function run(): Promise<void> {
    let failed = false;
    // What is announced in one breath is told in one.
    await null;
    while (!stopped && !failed) {
      const due = marks.take(clock.now().getTime());
      if (due.length === 0 && strangers.size === 0) break;
      failed = await turn(due, [...strangers]).then(
        () => false,
        (error: unknown) => {
          for (const mark of due) add(mark);
          deps.onError(error);
          return true;
        },
      );
    }
    running = false;
    const next = failed ? clock.now().getTime() + retryAfterMs : marks.nextAt();
    if (next !== null && !stopped) takeBack = clock.after(Math.max(0, next - clock.now().getTime()), wake);
  }

  async function turn(due: readonly Mark[], present: readonly Stream[]): Promise<void> {
    const now = clock.now();
    const newest = deps.newestId() || null;
    const missed = await findMissed(database, present);
    const greeting = new Set(present.map(({ topic }) => topic));
    const unseen = [...greeting].filter(({ told }) => told === null);
    const live = due.filter(({ topic }) => topic.streams.size > 0);
    const facts = await readFacts(database, live, greeting, now);
    for (const mark of live) attempt(() => tell(mark, facts));
    for (const topic of greeting) welcome(topic);
    await keepFollowed(database, unseen, now);

    function welcome(topic: Topic): void {
      const here = present.filter((stream) => stream.topic === topic && strangers.delete(stream));
      const [back, fresh] = [here.filter(isBack), here.filter((stream) => !isBack(stream))];
      for (const stream of fresh) if (missed.has(stream)) stream.send(reset);
      attempt(() => {
        greet(topic, facts, fresh, newest);
        // They go on from where they were until they have heard what they missed.
        greet(topic, facts, back, null);
      });
      for (const stream of here) {
        stream.lastEventId = null;
        if (!stream.greeted) stream.end();
      }
      for (const stream of back) for (const news of missed.get(stream) ?? []) retell(topic, news);
    }

    function isBack(stream: Stream): boolean {
      return (missed.get(stream) ?? null) !== null;
    }
  }

  /** What cannot be told of one thing keeps nobody from hearing of the others. */
  function attempt(run: () => void): void {
    try {
      run();
    } catch (error) {
      deps.onError(error);
    }
  }

  /** To all who watch: what is told is how things are, so it does no harm to those who knew. */
  function retell(topic: Topic, news: LiveNews): void {
    for (const mark of marksOf(topic, news)) add({ ...mark, id: null });
  }

  return {
    hear(news) {
      const concerned = topics.of(news);
      for (const topic of concerned) for (const mark of marksOf(topic, news)) add(mark);
      if (concerned.length > 0) wake();
    },
    greet(stream) {
      strangers.add(stream);
      wake();
    },
    forget: (stream) => strangers.delete(stream),
    askAge() {
      for (const topic of topics.all()) {
        if (topic.told === null || topic.told.final) continue;
        add({ topic, what: "snapshot", subject: "", moved: null, id: null });
      }
      wake();
    },
    stop() {
      stopped = true;
      takeBack();
    },
  };
}
