/** What there can be news of; `snapshot` says only that data grew older or younger, and is not kept. */
export const liveKinds = ["task", "subtasks", "operation", "connection", "snapshot"] as const;
export type LiveKind = (typeof liveKinds)[number];

/** Something changed; what it is now has to be read. */
export interface LiveNews {
  /** Grows, though not always in the order of commits; null for news that is not kept. */
  id: number | null;
  connectionId: number;
  kind: LiveKind;
  /** The platform's id of the task; null for news of the connection, and of an operation without one. */
  taskId: string | null;
  /** The operation. */
  subject: string | null;
}

/** Where the triggers of the migration announce. */
export const liveChannel = "muster_live";

/** A word that a listener sends itself, to hear whether announcements reach it. */
export function proofAnnouncement(nonce: string): string {
  return JSON.stringify({ nonce });
}

export function readProof(payload: string): string | null {
  const { nonce } = parseObject(payload);
  return typeof nonce === "string" ? nonce : null;
}

/** Null for what is no news, or of a kind that only a newer version knows. */
export function readAnnouncement(payload: string): LiveNews | null {
  const { id, connection, kind, task, subject } = parseObject(payload);
  if (typeof connection !== "number") return null;
  return toNews({ id, connectionId: connection, kind, taskId: task, subject });
}

/** A row of `live_event`; its id comes as a text, as PostgreSQL's 64-bit numbers do. */
export function toNews(row: {
  id: unknown;
  connectionId: number;
  kind: unknown;
  taskId: unknown;
  subject: unknown;
}): LiveNews | null {
  const kind = liveKinds.find((known) => known === row.kind);
  if (kind === undefined) return null;
  return {
    id: row.id === null || row.id === undefined ? null : Number(row.id),
    connectionId: row.connectionId,
    kind,
    taskId: typeof row.taskId === "string" ? row.taskId : null,
    subject: typeof row.subject === "string" ? row.subject : null,
  };
}

function parseObject(payload: string): Record<string, unknown> {
  try {
    const parsed: unknown = JSON.parse(payload);
    return typeof parsed === "object" && parsed !== null ? { ...parsed } : {};
  } catch {
    return {};
  }
}
