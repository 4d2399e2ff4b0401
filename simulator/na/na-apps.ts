import { DEFAULT_APP_ID, findSpace } from "../fleet/catalogue";
import { NaRefusal } from "./na-refusals";

/** The one application that may sign in. */
export type NaApp = { appId: string; secret: string };

/**
 * The application a call is about: the caller's own, to which the whole fleet belongs, or one that authorized it. The
 * first resource space did, the others did not (sheet §13.4, appId). `status` is what the call says to an unknown one.
 */
export function requireApp(own: NaApp, appId: string | undefined, status: 200 | 403): string {
  if (appId === undefined || appId === own.appId) return own.appId;
  if (appId === DEFAULT_APP_ID) return appId;
  throw findSpace(appId) ? new NaRefusal("100217") : new NaRefusal("100203", { status });
}

/** Whether what belongs to the resource space belongs to the application too. */
export function isInApp(appId: string, spaceId: string): boolean {
  return findSpace(appId) === undefined || appId === spaceId;
}
