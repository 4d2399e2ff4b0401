import { matchSegments } from "../http/routes";
import type { NaHandler } from "./na-call";
import { login } from "./sign-in/login";
import { refreshToken } from "./sign-in/refresh-token";
import { createLegacyTask } from "./tasks/create-task";
import { listTaskDetails } from "./tasks/list-details";
import { showLegacyTask } from "./tasks/show-task";

type NaRoute = { method: string; pattern: string; handler: NaHandler; signIn?: true };

/** Everything the legacy API has (sheet §13): no list, no stop, no retry, no delete. */
const ROUTES: readonly NaRoute[] = [
  { method: "POST", pattern: "sec/v1.1.0/login", handler: login, signIn: true },
  { method: "POST", pattern: "sec/v1.1.0/refreshToken", handler: refreshToken, signIn: true },
  { method: "POST", pattern: "batchtask/v1.1.0/tasks", handler: createLegacyTask },
  { method: "GET", pattern: "batchtask/v1.1.0/tasks/{taskId}", handler: showLegacyTask },
  { method: "GET", pattern: "batchtask/v1.1.0/taskDetails", handler: listTaskDetails },
];

export function findNaRoute(method: string, path: string) {
  const [, iocm, app, ...segments] = path.split("/");
  if (iocm !== "iocm" || app !== "app") return undefined;
  for (const route of ROUTES) {
    const params = route.method === method && matchSegments(route.pattern.split("/"), segments);
    if (params) return { ...route, params };
  }
  return undefined;
}
