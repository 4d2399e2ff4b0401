import type { Caller } from "@/lib/auth/caller";
import type { Snapshot } from "@/lib/contracts/snapshot";
import { describeSnapshot } from "@/lib/domain/snapshot";
import type { StoredTask } from "@/lib/domain/stored-task";
import { presentTaskSummary } from "../tasks/present-task";
import { sendAlike } from "./beholders";
import { encodeEvent, type Message } from "./encode-event";
import type { Mark } from "./marks";
import type { Facts } from "./read-facts";
import type { Stream, Topic } from "./watching";

/** Tells all who watch a topic what the mark is about. */
export function tell(mark: Mark, facts: Facts): void {
  tellers[mark.what](mark, facts);
}

const tellers: Record<Mark["what"], (mark: Mark, facts: Facts) => void> = {
  snapshot: ({ topic, id }, facts) => tellSnapshot(topic, facts, id),
  task: ({ topic, id }, facts) => tellTask(topic, facts, id),
  tasks: tellMoved,
  subtasks({ topic, id }, facts) {
    if (topic.task === null) return;
    const byStatus = facts.counts(topic.task.id);
    const change = { taskId: topic.task.taskId, byStatus, at: facts.now.toISOString() };
    sendAll(topic, encodeEvent("subtasks", change, { id }));
  },
  operation({ topic, subject, id }, facts) {
    const operation = facts.operation(subject);
    if (operation) sendAll(topic, encodeEvent("operation", { operation }, { id, subject }));
  },
  connection({ topic, id }, facts) {
    sendAll(topic, describeConnection(topic, facts, id));
    endMoved(topic);
  },
};

function sendAll(topic: Topic, message: Message): void {
  sendAlike(greeted(topic), () => [message]);
}

/** What a client hears first: how old things are, and how they are. Of what is no longer there nobody is greeted. */
export function greet(topic: Topic, facts: Facts, strangers: readonly Stream[], id: number | null): void {
  const snapshot = snapshotOf(topic, facts);
  if (snapshot === null) return;
  const age = describeAge(topic, snapshot, null);
  topic.told ??= toTold(snapshot);
  sendAlike(strangers, (caller) => [age, ...stateFor(topic, facts, caller, id)]);
  for (const stream of strangers) stream.greeted = true;
}

function stateFor(topic: Topic, facts: Facts, caller: Caller, id: number | null): Message[] {
  const { connection } = topic;
  const beholder = { caller, connection, now: facts.now };
  if (topic.task === null) {
    const items = facts.newest(topic).map((task) => presentTaskSummary(task, beholder));
    return [encodeEvent("tasks", { items }, { id })];
  }
  const task = taskOf(topic, facts);
  return task ? [encodeTask(task, beholder, id)] : [];
}

function tellTask(topic: Topic, facts: Facts, id: number | null): void {
  const task = taskOf(topic, facts);
  if (task === null) return;
  topic.told = toTold(describeSnapshot(task.snapshot, facts.now));
  const { connection } = topic;
  sendAlike(greeted(topic), (caller) => [encodeTask(task, { caller, connection, now: facts.now }, id)]);
}

/** Only when it says something else than before. What may be done with a task follows from its state. */
function tellSnapshot(topic: Topic, facts: Facts, id: number | null): void {
  const snapshot = snapshotOf(topic, facts);
  if (snapshot === null) return;
  const told = toTold(snapshot);
  const before = topic.told;
  if (told.text === before?.text) return;
  topic.told = told;
  sendAll(topic, describeAge(topic, snapshot, id));
  if (topic.task !== null && told.state !== before?.state) tellTask(topic, facts, id);
}

function tellMoved({ topic, moved, id }: Mark, facts: Facts): void {
  if (moved === null) {
    sendAll(topic, encodeEvent("tasks", { items: null }, { id }));
    return;
  }
  const tasks = [...moved].flatMap((taskId) => facts.task(topic.connectionIds, taskId) ?? []);
  const { connection } = topic;
  sendAlike(greeted(topic), (caller) => {
    const items = tasks.map((task) => presentTaskSummary(task, { caller, connection, now: facts.now }));
    return [encodeEvent("tasks", { items }, { id })];
  });
}

function describeConnection({ connection, connectionIds }: Topic, facts: Facts, id: number | null): Message {
  const { slug, living } = connection;
  const archived = living === null || !connectionIds.includes(living.id);
  const down = facts.down(connectionIds);
  const state = {
    ...{ connection: slug, archived, readOnly: living?.readOnly ?? false },
    down: down && { since: down.since.toISOString(), reason: down.reason },
  };
  return encodeEvent("connection", state, { id });
}

/** Another connection has taken over the slug: whoever watches its list comes back to that one. */
function endMoved(topic: Topic): void {
  const { living } = topic.connection;
  if (topic.task !== null || living === null || topic.connectionIds.includes(living.id)) return;
  for (const stream of [...topic.streams]) stream.end();
}

function greeted({ streams }: Topic): Stream[] {
  return [...streams].filter((stream) => stream.greeted);
}

function taskOf({ task, connectionIds }: Topic, facts: Facts): StoredTask | null {
  return task && facts.task(connectionIds, task.taskId);
}

function snapshotOf(topic: Topic, facts: Facts): Snapshot | null {
  if (topic.task === null) return facts.list(topic);
  const task = taskOf(topic, facts);
  return task && describeSnapshot(task.snapshot, facts.now);
}

function encodeTask(
  task: StoredTask,
  beholder: Parameters<typeof presentTaskSummary>[1],
  id: number | null,
): Message {
  return encodeEvent("task", { taskId: task.taskId, task: presentTaskSummary(task, beholder) }, { id });
}

function describeAge({ task }: Topic, snapshot: Snapshot, id: number | null): Message {
  return encodeEvent("snapshot", { taskId: task?.taskId ?? null, snapshot }, { id });
}

function toTold(snapshot: Snapshot): NonNullable<Topic["told"]> {
  return { text: JSON.stringify(snapshot), state: snapshot.state, final: snapshot.final };
}
