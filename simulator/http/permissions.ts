import { PlatformRefusal } from "../refusals";
import type { Route } from "./routes";

/** The IAM action each operation needs (sheet §3.3); the sheet names none for the others. */
const ACTION_OF = {
  "POST batchtasks": "iotda:batchtasks:create",
  "GET batchtasks": "iotda:batchtasks:queryList",
  "GET batchtasks/{}": "iotda:batchtasks:query",
  "POST batchtasks/{}/retry": "iotda:batchtasks:retry",
  "POST batchtasks/{}/stop": "iotda:batchtasks:stop",
  "DELETE batchtasks/{}": "iotda:batchtasks:delete",
  "POST batchtasks/{}/confirm": "iotda:batchtasks:confirm",
  "POST batchtask-files": "iotda:batchtaskfiles:create",
  "DELETE batchtask-files/{}": "iotda:batchtaskfiles:delete",
  "POST export-tasks": "iotda:exporttasks:create",
  "GET export-tasks": "iotda:exporttasks:queryList",
} as const;

export type Action = (typeof ACTION_OF)[keyof typeof ACTION_OF];

export const ACTIONS: readonly Action[] = Object.values(ACTION_OF);

/** What the account may not do. */
export class Permissions {
  private denied: readonly Action[] = [];

  /** Exactly these are denied from now on. */
  deny(actions: readonly Action[]): void {
    this.denied = [...new Set(actions)];
  }

  list(): Action[] {
    return [...this.denied];
  }

  /** The same routes, each refusing with 403 while its action is denied. */
  guard(routes: readonly Route[]): Route[] {
    return routes.map((route) => {
      const action = actionOf(route);
      if (!action) return route;
      const handler: Route["handler"] = (call) => {
        if (this.denied.includes(action)) throw new PlatformRefusal("IOTDA.000022", action);
        return route.handler(call);
      };
      return { ...route, handler };
    });
  }
}

function actionOf({ method, segments }: Route): Action | undefined {
  const path = segments.map((segment) => (segment.startsWith("{") ? "{}" : segment)).join("/");
  const entry = Object.entries(ACTION_OF).find(([operation]) => operation === `${method} ${path}`);
  return entry?.[1];
}
