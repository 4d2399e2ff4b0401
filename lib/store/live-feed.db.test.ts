import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type LiveFeed, openLiveFeed } from "./live-feed";
import type { LiveNews } from "./live-news";
import { startDeafProxy } from "./testing/deaf-proxy";
import { createTestClock, type TestClock } from "./testing/test-clock";
import { addTask, openTestStore, type TestStore } from "./testing/test-store";

const pollMs = 2_000;
const nowhere = "postgres://nobody@127.0.0.1:9/nothing";

let store: TestStore;
let clock: TestClock;
let heard: LiveNews[];
let feeds: LiveFeed[];
const onTooMuch = vi.fn();

beforeEach(async () => {
  store = await openTestStore();
  clock = createTestClock();
  heard = [];
  feeds = [];
  onTooMuch.mockClear();
});
afterEach(async () => {
  await Promise.all(feeds.map((feed) => feed.close()));
  await store.close();
});

async function open(directUrl = store.url): Promise<LiveFeed> {
  const feed = await openLiveFeed({
    ...{ database: store.database, directUrl, clock, random: () => 0.5, onTooMuch },
    onNews: (news) => heard.push(news),
    log: { warn: () => undefined },
  });
  feeds.push(feed);
  return feed;
}

const listening = (feed: LiveFeed) => vi.waitFor(() => expect(feed.isListening()).toBe(true), 10_000);
/** Waits until the feed waits for its next look, and lets it look. */
async function nextPoll(): Promise<void> {
  await vi.waitFor(() => expect(clock.delays()).toContain(pollMs), 10_000);
  clock.pass(pollMs);
  await vi.waitFor(() => expect(clock.delays()).toContain(pollMs), 10_000);
}

const tasksHeard = () => heard.filter(({ kind }) => kind === "task").map(({ taskId }) => taskId);
const add = (taskId: string) => addTask(store, { taskId });

describe("a process that hears the database", () => {
  it("is told what changes from then on, with its age and without a delay", async () => {
    await add("before");
    const feed = await open();
    await listening(feed);
    const id = await add("t1");
    await vi.waitFor(() => expect(tasksHeard()).toEqual(["t1"]));
    const { prisma } = store.database;
    await prisma.task.update({ where: { id }, data: { fetchedAt: new Date() } });
    await prisma.task.update({ where: { id }, data: { rowsVersion: 1 } });
    await vi.waitFor(() => expect(heard.map(({ kind }) => kind)).toEqual(["task", "snapshot", "subtasks"]));
    expect(heard[1]?.id).toBeNull();
    expect(feed.newestId()).toBe(heard[2]?.id);
  });

  it("loses nothing when its connection is ended, and listens again", async () => {
    const feed = await open();
    await listening(feed);
    await store.database.pool.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'muster live'",
    );
    await vi.waitFor(() => expect(feed.isListening()).toBe(false));
    await add("meanwhile");
    await nextPoll();
    expect(tasksHeard()).toEqual(["meanwhile"]);
    await listening(feed);
    await add("after");
    await vi.waitFor(() => expect(tasksHeard()).toEqual(["meanwhile", "after"]));
  });
});

describe("a process that cannot hear", () => {
  it("looks every two seconds, tells each thing once, and a late commit too", async () => {
    const feed = await open(nowhere);
    const slow = await store.database.pool.connect();
    await slow.query("BEGIN");
    await slow.query("INSERT INTO live_event (connection_id, kind, task_id) VALUES ($1, 'task', 'slow')", [
      store.connectionId,
    ]);
    await add("quick");
    await nextPoll();
    expect(tasksHeard()).toEqual(["quick"]);
    await slow.query("COMMIT");
    slow.release();
    await nextPoll();
    await nextPoll();
    expect(tasksHeard()).toEqual(["quick", "slow"]);
    expect(feed.isListening()).toBe(false);
  });

  it("finds out that a pooler swallows what is announced", async () => {
    const proxy = await startDeafProxy(store.url);
    const feed = await open(proxy.url);
    // The proof that should have come by now has not.
    await vi.waitFor(() => expect(clock.delays()).toContain(5_000), 10_000);
    clock.pass(5_000);
    await add("t1");
    await nextPoll();
    expect(tasksHeard()).toEqual(["t1"]);
    expect(feed.isListening()).toBe(false);
    proxy.close();
  });

  it("can be closed while it waits for a database that does not answer", async () => {
    // The driver's own patience never ends, so neither would that of who relies on it.
    vi.useFakeTimers({ toFake: ["setTimeout"] });
    const silent = createServer().listen(0, "127.0.0.1");
    await once(silent, "listening");
    const { port } = silent.address() as AddressInfo;
    const feed = await open(`postgres://nobody@127.0.0.1:${port}/nothing`);
    const [socket] = await once(silent, "connection");
    await feed.close();
    vi.useRealTimers();
    socket.destroy();
    silent.close();
  });

  it("says so when more happened than can be told one by one, and goes on behind it", async () => {
    await open(nowhere);
    await vi.waitFor(() => expect(clock.delays()).toContain(pollMs), 10_000);
    await store.database.pool.query(
      "INSERT INTO live_event (connection_id, kind, task_id) SELECT $1, 'task', n FROM generate_series(1, 5001) n",
      [store.connectionId],
    );
    await nextPoll();
    expect(onTooMuch).toHaveBeenCalledTimes(1);
    await add("t1");
    await nextPoll();
    expect(tasksHeard()).toEqual(["t1"]);
  });
});
