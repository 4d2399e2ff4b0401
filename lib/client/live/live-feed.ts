import type { Query, QueryClient } from "@tanstack/react-query";
import { type LiveEventName, liveEvents, watchEvents } from "@/lib/contracts/events";
import { addressOf } from "../api";
import { operationKeys } from "../operation-queries";
import { pollEvery } from "../polling";
import { progressKeys } from "../progress-queries";
import { subtaskKeys } from "../subtask-queries";
import { taskListKeys } from "../task-list-queries";
import { taskKeys } from "../task-queries";
import { applyNews, type LiveNews, type Refetches, rowsAreBehind } from "./apply-event";
import { watchAttention } from "./attention";
import { browserClock } from "./browser-clock";
import { connectStream } from "./connect-stream";
import { holdStream } from "./hold-stream";
import { type LivePlace, type LiveState, placeKey, setLive } from "./live-state";
import { createPaced } from "./paced";
import type { StreamEvent } from "./read-events";
import { takeStreamSlot } from "./stream-slot";

/** Pages hand over: the next one may want the same stream a moment after the last one let go. */
const lingerMs = 250;

const feeds = new Map<string, { holders: number; close: () => void }>();

/** Holds the one stream of a place together with all others who want it; calling what it gives lets go. */
export function holdLiveFeed(queryClient: QueryClient, place: LivePlace): () => void {
  const key = placeKey(place);
  const feed = feeds.get(key) ?? { holders: 0, close: openFeed(queryClient, place) };
  feeds.set(key, feed);
  feed.holders += 1;
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    feed.holders -= 1;
    setTimeout(() => {
      if (feed.holders > 0 || feeds.get(key) !== feed) return;
      feeds.delete(key);
      feed.close();
    }, lingerMs);
  };
}

function openFeed(queryClient: QueryClient, place: LivePlace): () => void {
  const { connection, taskId } = place;
  const query = taskId === null ? {} : { task: taskId };
  const address = addressOf(watchEvents, { connection }, query);
  const { refetches, askProgress, stop } = paceRefetches(queryClient, place);
  let justOpened = false;
  const onState = (state: LiveState) => {
    if (state.kind === "live") justOpened = true;
    setLive(place, state);
    repace(queryClient, connection);
  };
  const onEvent = (event: StreamEvent) => {
    const news = readNews(event);
    if (!news) return;
    if (justOpened && news.name === "task") {
      justOpened = false;
      if (rowsAreBehind(queryClient, connection, news.data.task)) refetches.rows();
    }
    applyNews(queryClient, place, news, refetches);
    if (news.name === "task" || news.name === "subtasks") askProgress();
  };
  const close = holdStream({
    connect: (lastEventId, signal, listener) => connectStream(address, lastEventId, signal, listener),
    takeSlot: takeStreamSlot,
    attention: watchAttention(),
    clock: browserClock,
    random: Math.random,
    onState,
    onEvent,
  });
  return () => {
    close();
    stop();
  };
}

/** A message of the contract, or null for one this page is too old to know. What it cannot read, it has to ask for. */
export function readNews({ name, data }: StreamEvent): LiveNews | null {
  if (!Object.hasOwn(liveEvents, name)) return null;
  const parsed = liveEvents[name as LiveEventName].safeParse(parseJson(data));
  return parsed.success ? ({ name, data: parsed.data } as LiveNews) : { name: "reset", data: {} };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function paceRefetches(
  queryClient: QueryClient,
  place: LivePlace,
): { refetches: Refetches; askProgress: () => void; stop: () => void } {
  const { connection, taskId } = place;
  const about = (gapMs: number, keys: readonly (readonly unknown[])[], leadMs = 0) =>
    createPaced(
      () => Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey }))),
      gapMs,
      browserClock,
      leadMs,
    );
  const rows = about(pollEvery.runningTask, taskId === null ? [] : [subtaskKeys.all({ connection, taskId })]);
  const progress = about(
    pollEvery.progress,
    taskId === null ? [] : [progressKeys.one({ connection, taskId })],
  );
  // Creates stand above the list until they are tasks; most are within a second, and would only make it jump.
  const leadMs = taskId === null ? pollEvery.activeOperation : 0;
  const operations = about(pollEvery.activeOperation, operationKeys.all(connection), leadMs);
  const lists = about(pollEvery.list, [taskListKeys.lists(connection)]);
  const counts = about(pollEvery.listCounts, [taskListKeys.counts(connection)]);
  const task = about(pollEvery.runningTask, taskId === null ? [] : [taskKeys.one(connection, taskId)]);
  const all = taskId === null ? [lists, counts, operations] : [task, rows, progress, operations];
  return {
    refetches: {
      rows: rows.ask,
      operations: operations.ask,
      lists: lists.ask,
      counts: counts.ask,
      everything: () => {
        for (const each of all) each.ask();
      },
    },
    askProgress: progress.ask,
    stop: () => {
      for (const each of [rows, progress, operations, lists, counts, task]) each.stop();
    },
  };
}

const paced = new Set<unknown>([
  "task",
  "tasks",
  "task-count",
  "subtasks",
  "task-progress",
  "operations",
  "operation",
]);

/** Lets running timers of the connection's queries follow the pace of its new state. */
function repace(queryClient: QueryClient, connection: string): void {
  const ours = ({ queryKey }: Query) => queryKey[1] === connection && paced.has(queryKey[0]);
  for (const query of queryClient.getQueryCache().findAll({ predicate: ours, type: "active" })) {
    for (const observer of query.observers) observer.setOptions(observer.options);
  }
}
