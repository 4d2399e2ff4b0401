/** The seven columns all peers show. */
export const columns = [
  ["target", "Device"],
  ["status", "Status"],
  ["errorMessage", "Error"],
  ["output", "Output"],
  ["attempt", "Tries"],
  ["firstSeenAt", "First seen"],
  ["changedAt", "Changed"],
];

export const filters = ["All", "Fail", "Success", "Waitting"];

/** `?task=` and `?size=` of the page. */
export function readAddress() {
  const search = new URLSearchParams(window.location.search);
  return { task: search.get("task"), size: Number(search.get("size") ?? 50) };
}

/** A page of the subtasks as the console's API has it. */
export async function readSubtasks({ status, page, size }) {
  const query = new URLSearchParams({ limit: String(size), page: String(page) });
  if (status !== "All") query.set("status", status);
  const response = await fetch(`${readAddress().task}/subtasks?${query}`);
  if (!response.ok) throw new Error(`The subtasks were answered ${response.status}`);
  return response.json();
}
