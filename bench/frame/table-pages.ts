import type { BrowserContext, Locator, Page } from "@playwright/test";
import { findFreePort } from "@/scripts/process/ports";
import type { Bench } from "./benchmark";
import { type ConsoleStage, openConsoleStage } from "./console-stage";
import { buildPeers } from "./peers";
import { startProgram } from "./program";

const rows = 30_000;

export const filters = ["All", "Fail", "Success", "Waitting"] as const;
export type Filter = (typeof filters)[number];

/** A page with the subtasks' table, ours or a peer's. */
export interface TablePage {
  address: (house: TableHouse, size: number) => string;
  /** CSS of its rows; null where there are none. */
  rows: string | null;
  /** CSS of what must work for the table to be of use: the controls of its filters, rows and pages. */
  inUse: string;
  /** What is clicked for a filter and for the next page. */
  filter: (page: Page, filter: Filter) => Locator;
  next: (page: Page) => Locator;
}

const ofPeer =
  (name: string) =>
  ({ peers, stage }: TableHouse, size: number) =>
    `${peers}/peers/${name}?task=${encodeURIComponent(stage.taskPath)}&size=${size}`;
const button = (page: Page, name: string) => page.getByRole("button", { name, exact: true });
const nothing = (page: Page) => page.locator("body");

/** The peers are pages of the same Next, as a console would use them: what Next weighs is in all of them. */
export const tablePages = {
  ours: {
    address: ({ stage }, size) =>
      `${stage.url}/c/${stage.connection.slug}/tasks/${stage.task.taskId}?status=all&size=${size}`,
    rows: "#subtask-rows tr[data-row]",
    inUse: "#subtasks :is(button, input, select)",
    filter: (page, filter) => page.locator(`#subtask-rows-tab-${filter === "All" ? "all" : filter}`),
    next: (page) => page.locator(".pager [data-step=right]"),
  },
  bare: {
    address: ofPeer("bare"),
    rows: null,
    inUse: "main button",
    filter: nothing,
    next: nothing,
  },
  antd: {
    address: ofPeer("antd"),
    rows: ".ant-table-row",
    inUse: "main :is(button, input)",
    filter: (page, filter) => page.locator(".ant-radio-button-wrapper", { hasText: filter }),
    next: (page) => page.locator(".ant-pagination-next").last(),
  },
  reactAdmin: {
    address: ofPeer("react-admin"),
    rows: "tbody tr",
    inUse: "main button",
    filter: button,
    next: (page) => page.getByRole("button", { name: "Go to next page" }),
  },
  agGrid: {
    address: ofPeer("ag-grid"),
    rows: ".ag-root [role=row][row-id]",
    // What is inside of the grid is not made by React.
    inUse: "main > button",
    filter: button,
    next: (page) => button(page, "next page"),
  },
} as const satisfies Record<string, TablePage>;
export type PageName = keyof typeof tablePages;

export const pageTitles: Record<PageName, string> = {
  ours: "ours",
  bare: "a bare page",
  antd: "antd Table",
  reactAdmin: "react-admin",
  agGrid: "AG Grid",
};

/** The built console with a task of 30,000 rows, and the peers, which read them from its API. */
export interface TableHouse {
  stage: ConsoleStage;
  /** `http://127.0.0.1:{port}` of the peers. */
  peers: string;
  /** A window of somebody who is signed in, with an empty cache. */
  openWindow: () => Promise<BrowserContext>;
  /** The devices of a page, as the API has it. */
  devices: (filter: Filter, page: number, size: number) => Promise<string[]>;
  close: () => Promise<void>;
}

export async function openTableHouse(bench: Bench): Promise<TableHouse> {
  await buildPeers(bench.signal);
  const stage = await openConsoleStage({ rows, signal: bench.signal });
  const port = await findFreePort();
  const env = { ...process.env, NODE_ENV: "production", PORT: String(port), CONSOLE_URL: stage.url };
  const peers = await startProgram(".cache/peers/serve.mjs", env).catch(async (error) => {
    await stage.close();
    throw error;
  });
  const [name = "", value = ""] = stage.cookie.split(/=(.*)/s);
  return {
    stage,
    peers: `http://127.0.0.1:${port}`,
    openWindow: async () => {
      const window = await bench.openWindow();
      await window.addCookies([{ name, value, url: stage.url }]);
      return window;
    },
    devices: async (filter, page, size) => {
      const status = filter === "All" ? "" : `&status=${filter}`;
      const response = await fetch(
        `${stage.url}${stage.taskPath}/subtasks?limit=${size}&page=${page}${status}`,
        { headers: { cookie: stage.cookie } },
      );
      if (!response.ok) throw new Error(`The subtasks were answered ${response.status}`);
      const { items } = (await response.json()) as { items: { target: string }[] };
      if (items.length !== size) throw new Error("The page is not full.");
      return items.map(({ target }) => target);
    },
    close: async () => {
      await peers.stop();
      await stage.close();
    },
  };
}
