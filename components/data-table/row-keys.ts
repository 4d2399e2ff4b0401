import { findOpenDialog } from "@/lib/client/find-open-dialog";
import { areShortcutsOn, isTyping } from "../shell/shortcut-rules";
import type { RowActions } from "./table-row";

/** Keys that move over rows; arrows only from a row on, elsewhere they scroll the page. */
const steps: Readonly<Record<string, number>> = { j: 1, k: -1, ArrowDown: 1, ArrowUp: -1 };

/** Does with a table what a key says; nothing in inputs, in dialogs and where keys are off. */
export function pressRowKey(
  event: KeyboardEvent,
  table: HTMLElement | null,
  actions: RowActions | undefined,
): void {
  if (isTyping(event) || !areShortcutsOn() || findOpenDialog()) return;
  const row = document.activeElement?.closest<HTMLElement>("tr[data-row]");
  const own = row && table?.contains(row) ? row : null;
  const step = steps[event.key];
  if (step !== undefined && (own || event.key.length === 1)) {
    const next = moveRow(table, own, step);
    if (own && next && event.shiftKey) extend(own, next);
    event.preventDefault();
    return;
  }
  const id = own?.dataset.row;
  if (!own || id === undefined) return;
  if (event.key === "x") own.querySelector<HTMLElement>("[data-select]")?.click();
  else if (event.key === "e" || (event.key === "Enter" && boxOf(own) === event.target)) actions?.open?.(id);
  else if (event.key === "c") actions?.copy?.(id);
  else if (event.key === "r") actions?.retry?.(id);
  else return;
  event.preventDefault();
}

/** The row it went to, if there is another one. */
function moveRow(table: HTMLElement | null, from: HTMLElement | null, step: number): HTMLElement | null {
  const rows = [...(table?.querySelectorAll<HTMLElement>("tr[data-row]") ?? [])];
  const at = from ? rows.indexOf(from) + step : 0;
  const row = rows[Math.min(rows.length - 1, Math.max(0, at))];
  row?.querySelector<HTMLElement>("[data-select], a, button")?.focus();
  return row && row !== from ? row : null;
}

const boxOf = (row: HTMLElement) => row.querySelector<HTMLInputElement>("input[data-select]");

/** Takes the row gone to along, or on the way back lets go of the one that is left. */
function extend(from: HTMLElement, to: HTMLElement): void {
  const [left, reached] = [boxOf(from), boxOf(to)];
  if (!left || !reached) return;
  if (left.checked && reached.checked) left.click();
  else for (const box of [left, reached]) if (!box.checked) box.click();
}
