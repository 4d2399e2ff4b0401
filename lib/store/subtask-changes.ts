import { type ChangeMatrix, createChangeMatrix, type DeviceState } from "@/lib/domain/change-matrix";
import { causeOf } from "@/lib/domain/failure-cause";
import { isFailedSubtaskStatus } from "@/lib/domain/statuses";
import { causesOf } from "./cause-store";
import type { Database } from "./db";
import { countStates, listStates, type RowState, type StatePair, type StateSide } from "./subtask-states";
import { findWordIds, wordsOf } from "./word-store";

export interface StateSpan {
  from: StateSide;
  to: StateSide;
}

export interface MetCause {
  cause: string;
  code: string | null;
  message: string | null;
}

/** Who went from which status and cause to which, exact; `causes` names those of the matrix. */
export async function readChanges(
  database: Database,
  taskPk: number,
  span: StateSpan,
  mostCauseCells: number,
): Promise<ChangeMatrix & { causes: MetCause[] }> {
  const matrix = createChangeMatrix(mostCauseCells);
  const met = new Map<string, MetCause>();
  for await (const pairs of countStates(database, taskPk, span)) {
    const name = await createNamer(
      database,
      pairs,
      (cause) => met.has(cause.cause) || met.set(cause.cause, cause),
    );
    for (const { was, is, count } of pairs) matrix.add({ was: name(was), is: name(is), count });
  }
  const result = matrix.result();
  const keys = new Set(result.byCause.flatMap(({ was, is }) => [was, is]));
  return { ...result, causes: [...met.values()].filter(({ cause }) => keys.has(cause)) };
}

export interface ChangedCell {
  by: "status" | "cause";
  was: string | null;
  is: string | null;
}

/** `ord` of the devices of one cell, in their order; null when there are more than `most`. */
export async function findChanged(
  database: Database,
  taskPk: number,
  span: StateSpan,
  cell: ChangedCell,
  most: number,
): Promise<number[] | null> {
  const wanted = await resolveCell(database, cell);
  if (!wanted) return [];
  const ords: number[] = [];
  for await (const rows of listStates(database, taskPk, span, wanted)) {
    const name = await createNamer(database, rows, () => undefined);
    for (const { ord, was, is } of rows) {
      const isIn = cell.by === "status" || (name(was).cause === cell.was && name(is).cause === cell.is);
      if (isIn && (was.status !== null || is.status !== null)) ords.push(ord);
    }
    if (ords.length > most) return null;
  }
  return ords;
}

/** What rows to look at; null when none can be in the cell. */
async function resolveCell(database: Database, { by, was, is }: ChangedCell) {
  if (by === "cause") return was === null && is === null ? null : ("failed" as const);
  const find = async (word: string | null) =>
    word === null ? null : (await findWordIds(database, [word]))[0];
  const [wasId, isId] = [await find(was), await find(is)];
  return wasId === undefined || isId === undefined ? null : { was: wasId, is: isId };
}

/** Words and causes of these rows; `onCause` hears of each failure with a text of it. */
async function createNamer(
  database: Database,
  pairs: readonly StatePair[],
  onCause: (cause: MetCause) => void,
): Promise<(state: RowState) => DeviceState> {
  const states = pairs.flatMap(({ was, is }) => [was, is]);
  const words = await wordsOf(database, [...new Set(states.flatMap(({ status }) => status ?? []))]);
  const causes = await causesOf(database, [...new Set(states.flatMap(({ causeId }) => causeId ?? []))]);
  return (state) => {
    const status = state.status === null ? null : (words.get(state.status) ?? String(state.status));
    const found = findCause(state, status, causes);
    if (found) onCause(found);
    return { status, cause: found?.cause ?? null };
  };
}

function findCause(
  { causeId, code, message, sample }: RowState,
  status: string | null,
  causes: Awaited<ReturnType<typeof causesOf>>,
): MetCause | null {
  if (causeId !== null) {
    const known = causes.get(causeId);
    return { cause: known?.key ?? String(causeId), code: known?.code ?? null, message: sample };
  }
  if (status === null || !isFailedSubtaskStatus(status)) return null;
  return { cause: causeOf(code, message), code, message: sample };
}
