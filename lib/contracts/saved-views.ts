import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { ConnectionParams, ConnectionSlug, NoBody, NoQuery } from "./path-params";
import { PersonRef } from "./tasks";

export const ViewId = z.uuid();
export const ViewParams = z.strictObject({ connection: ConnectionSlug, viewId: ViewId });

/** Views one person may keep on a connection. */
export const mostViews = 50;

/** A named view of the task list. */
export const SavedView = z.strictObject({
  id: ViewId,
  name: z.string(),
  /** Filters, sort and columns as the list's address has them, without the page. */
  query: z.string(),
  /** Everybody on the connection sees it. */
  shared: z.boolean(),
  owner: PersonRef.pick({ id: true, name: true }),
  /** The caller may change and delete it. */
  mayChange: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type SavedView = z.infer<typeof SavedView>;

export const CountedView = SavedView.extend({ count: z.int().min(0) });
export type CountedView = z.infer<typeof CountedView>;

export const ViewList = z.strictObject({
  /** How many tasks each built-in view holds now; `mine` are the caller's. */
  builtIn: z.strictObject({
    all: z.int().min(0),
    running: z.int().min(0),
    attention: z.int().min(0),
    scheduled: z.int().min(0),
    mine: z.int().min(0),
  }),
  items: z.array(CountedView),
});
export type ViewList = z.infer<typeof ViewList>;

export const SaveView = z.strictObject({
  name: z.string().trim().min(1).max(60),
  query: z.string().max(2_000),
  shared: z.boolean().default(false),
});
export type SaveView = z.infer<typeof SaveView>;

export const ListViewsQuery = z.strictObject({
  /** Whose days `created=2026-03-01..2026-03-05` of a view means; UTC when it is not given. */
  timeZone: z.string().max(64).refine(isTimeZone, "must be a time zone").optional(),
});
export type ListViewsQuery = z.infer<typeof ListViewsQuery>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

export const listViews = defineEndpoint({
  id: "listViews",
  method: "GET",
  path: "/connections/{connection}/views",
  summary: "The caller's views of the task list and those shared with them, each with its count",
  access: "read",
  params: ConnectionParams,
  query: ListViewsQuery,
  body: NoBody,
  answers: { 200: ViewList },
});

export const createView = defineEndpoint({
  id: "createView",
  method: "POST",
  path: "/connections/{connection}/views",
  summary: "Keep filters, sort and columns of the task list under a name",
  access: "read",
  params: ConnectionParams,
  query: NoQuery,
  body: SaveView,
  answers: { 201: SavedView },
});

export const changeView = defineEndpoint({
  id: "changeView",
  method: "PUT",
  path: "/connections/{connection}/views/{viewId}",
  summary: "Rename, share or replace a view; its owner's and administrators' to do",
  access: "read",
  params: ViewParams,
  query: NoQuery,
  body: SaveView,
  answers: { 200: SavedView },
});

export const deleteView = defineEndpoint({
  id: "deleteView",
  method: "DELETE",
  path: "/connections/{connection}/views/{viewId}",
  summary: "Throw a view away; its owner's and administrators' to do",
  access: "read",
  params: ViewParams,
  query: NoQuery,
  body: NoBody,
  answers: { 204: true },
});
