import { deviceAddress, taskAtDevice } from "@/lib/client/device-url";
import type { FoundDevice, FoundFile, FoundSubtask, FoundTask, SearchResults } from "@/lib/contracts/search";

/** One line of the results. `find` looks up several ids at once instead of going anywhere. */
export type SearchOption =
  | { kind: "open"; href: string; taskId: string }
  | { kind: "find"; ids: readonly string[] }
  | { kind: "task"; href: string; found: FoundTask }
  | { kind: "device"; href: string; found: FoundDevice }
  | { kind: "subtask"; href: string; found: FoundSubtask }
  | { kind: "file"; href: string; found: FoundFile }
  | { kind: "names"; href: string; text: string };

/** `more`: there is more of it than is shown. */
export interface SearchGroup {
  key: "here" | "task" | "device" | "subtasks" | "files" | "elsewhere";
  options: SearchOption[];
  more: boolean;
}

const taskId = /^[0-9a-f]{24}$/i;

/** The task an id names, for what can be nothing but the platform's id of one. */
export function taskIdOf(text: string): string | null {
  return taskId.test(text) ? text.toLowerCase() : null;
}

/** What a word of a name seldom is: long, with a digit in it. */
const likeId = /^(?=.*\d).{6,256}$/;

/** Ids of devices pasted together, each once; fewer than two, or words, are none. */
export function splitIds(text: string): string[] {
  const ids = [...new Set(text.split(/[\s,;]+/).filter((part) => part !== ""))];
  return ids.length > 1 && ids.every((id) => likeId.test(id)) ? ids : [];
}

/** What can be opened for a text, best first; groups without anything are left out. */
export function groupResults(connection: string, text: string, results: SearchResults | null): SearchGroup[] {
  const tasks = `/c/${connection}/tasks`;
  const exact = taskIdOf(text);
  const ids = splitIds(text);
  const more = (group: SearchResults["more"][number]) => results?.more.includes(group) ?? false;
  const groups: SearchGroup[] = [
    {
      key: "here",
      options: [
        ...(exact ? [{ kind: "open" as const, href: `${tasks}/${exact}`, taskId: exact }] : []),
        ...(ids.length > 0 ? [{ kind: "find" as const, ids }] : []),
      ],
      more: false,
    },
    {
      key: "task",
      options: (results?.tasks ?? [])
        .filter((found) => found.taskId !== exact)
        .map((found) => ({ kind: "task", href: `${tasks}/${found.taskId}`, found })),
      more: more("tasks"),
    },
    { key: "device", options: toDevices(connection, results?.devices ?? []), more: more("devices") },
    {
      key: "subtasks",
      options: (results?.subtasks ?? []).map((found) => ({
        ...{ kind: "subtask", href: taskAtDevice(connection, found.taskId, found.target), found },
      })),
      more: false,
    },
    {
      key: "files",
      options: (results?.files ?? []).map((found) => ({
        ...{ kind: "file", found },
        href: found.task ? `${tasks}/${found.task.taskId}` : `/c/${connection}/files`,
      })),
      more: more("files"),
    },
    {
      key: "elsewhere",
      options: [
        {
          ...{ kind: "names", text: text.slice(0, 128) },
          href: `${tasks}?${new URLSearchParams({ q: text.slice(0, 128) })}`,
        },
      ],
      more: false,
    },
  ];
  return groups.filter(({ options }) => options.length > 0);
}

/** Several devices looked up at once, in the order they were given. */
export function groupDevices(connection: string, devices: readonly FoundDevice[]): SearchGroup[] {
  return [{ key: "device", options: toDevices(connection, devices), more: false }];
}

function toDevices(connection: string, devices: readonly FoundDevice[]): SearchOption[] {
  return devices.map((found) => ({ kind: "device", href: deviceAddress(connection, found.deviceId), found }));
}
