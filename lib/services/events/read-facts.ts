import type { Snapshot } from "@/lib/contracts/snapshot";
import type { StoredTask } from "@/lib/domain/stored-task";
import { findConnections } from "@/lib/store/connection-store";
import type { Database } from "@/lib/store/db";
import {
  countRowsOf,
  findDown,
  findOperationProgress,
  findTasksById,
  type OperationProgress,
} from "@/lib/store/live-reads";
import { listTasks } from "@/lib/store/task-store";
import { gatherConnection } from "../connections/find-connection";
import { describeList } from "../tasks/describe-list";
import { type Mark, mostMoved } from "./marks";
import type { Topic } from "./watching";

/** How things are that some marks and greetings are about: read once, however many watch. */
export interface Facts {
  now: Date;
  task(connectionIds: readonly number[], taskId: string): StoredTask | null;
  counts(taskPk: number): Record<string, number>;
  operation(id: string): OperationProgress | null;
  down(connectionIds: readonly number[]): { since: Date; reason: string } | null;
  list(topic: Topic): Snapshot | null;
  /** The newest tasks of a list that greets somebody. */
  newest(topic: Topic): StoredTask[];
}

/** Refreshes the connections of the topics, too. */
export async function readFacts(
  database: Database,
  marks: readonly Mark[],
  greeting: ReadonlySet<Topic>,
  now: Date,
): Promise<Facts> {
  const of = (...what: Mark["what"][]) => marks.filter((mark) => what.includes(mark.what));
  const connections = unique(of("connection").map(({ topic }) => topic));
  await refreshConnections(database, connections);

  const wanted = wantedTasks(of("task", "snapshot", "tasks"), greeting);
  const rowsOf = of("subtasks").flatMap(({ topic }) => topic.task?.id ?? []);
  const subjects = of("operation").map(({ subject }) => subject);
  const aged = [...of("snapshot").map(({ topic }) => topic), ...greeting];
  const { prisma } = database;
  const [tasks, counts, operations, down, lists, newest] = await Promise.all([
    findTasksById(prisma, idsOf(wanted), unique(wanted.flatMap(({ taskIds }) => taskIds)), now),
    countRowsOf(database, rowsOf),
    findOperationProgress(prisma, unique(subjects)),
    findDown(database, idsOf(connections)),
    readLists(database, aged, now),
    readNewest(database, greeting, now),
  ]);

  const tasksByKey = new Map(tasks.map((task) => [`${task.connectionId} ${task.taskId}`, task]));
  const operationsById = new Map(operations.map((operation) => [operation.id, operation]));
  return {
    now,
    task: (ids, taskId) => first(ids, (id) => tasksByKey.get(`${id} ${taskId}`)),
    counts: (taskPk) => counts.get(taskPk) ?? {},
    operation: (id) => operationsById.get(id) ?? null,
    down: (ids) => first(ids, (id) => down.get(id)),
    list: (topic) => lists.get(topic) ?? null,
    newest: (topic) => newest.get(topic) ?? [],
  };
}

function wantedTasks(marks: readonly Mark[], greeting: ReadonlySet<Topic>) {
  const topics = [...marks.map(({ topic }) => topic), ...greeting];
  const watched = topics.flatMap(({ task, connectionIds }) =>
    task ? [{ connectionIds, taskIds: [task.taskId] }] : [],
  );
  const moved = marks.flatMap(({ what, moved, topic }) =>
    what === "tasks" && moved ? [{ connectionIds: topic.connectionIds, taskIds: [...moved] }] : [],
  );
  return [...watched, ...moved];
}

async function refreshConnections({ prisma }: Database, topics: readonly Topic[]): Promise<void> {
  for (const slug of unique(topics.map(({ connection }) => connection.slug))) {
    const found = gatherConnection(slug, await findConnections(prisma, slug));
    for (const topic of topics) if (topic.connection.slug === slug) topic.connection = found;
  }
}

async function readLists(
  { prisma }: Database,
  topics: readonly Topic[],
  now: Date,
): Promise<Map<Topic, Snapshot>> {
  const lists = new Map<Topic, Snapshot>();
  for (const topic of unique(topics)) {
    if (topic.task === null) lists.set(topic, await describeList(prisma, topic.connection, now));
  }
  return lists;
}

async function readNewest(
  { prisma }: Database,
  topics: Iterable<Topic>,
  now: Date,
): Promise<Map<Topic, StoredTask[]>> {
  const newest = new Map<Topic, StoredTask[]>();
  for (const topic of topics) {
    if (topic.task !== null) continue;
    const query = { connectionIds: [...topic.connectionIds], limit: mostMoved };
    newest.set(topic, (await listTasks(prisma, query, now)).rows);
  }
  return newest;
}

const unique = <Value>(values: Iterable<Value>): Value[] => [...new Set(values)];

const idsOf = (wanted: readonly Pick<Topic, "connectionIds">[]): number[] =>
  unique(wanted.flatMap(({ connectionIds }) => connectionIds));

function first<Value>(ids: readonly number[], find: (id: number) => Value | undefined): Value | null {
  for (const id of ids) {
    const found = find(id);
    if (found !== undefined) return found;
  }
  return null;
}
