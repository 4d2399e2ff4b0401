import { gzipSync } from "node:zlib";
import type { Page, Response } from "@playwright/test";
import { slowDown } from "./main-thread";
import { installProbe, slowNetwork, type WantedRows, waitForRows } from "./page-probe";
import { type Filter, type PageName, type TableHouse, type TablePage, tablePages } from "./table-pages";

const slower = 4;

export interface OpenedPage {
  page: Page;
  /** What the table must show for a filter and a page of it. */
  wanted: (filter: Filter, page: number) => Promise<WantedRows>;
  /** Bytes, packed, of the scripts that were asked for so far. */
  scriptBytes: () => Promise<number>;
  close: () => Promise<void>;
}

interface Settings {
  /** Rows a page; 50 by default. */
  size?: number;
  /** 10 Mbit/s and 40 ms. */
  distant?: boolean;
}

/** Opens a page in a new window with a processor four times slower; resolves when its rows stand and its table works. */
export async function openTablePage(
  house: TableHouse,
  name: PageName,
  settings: Settings = {},
): Promise<OpenedPage> {
  const { size = 50, distant = false } = settings;
  const { address, rows, inUse }: TablePage = tablePages[name];
  const window = await house.openWindow();
  const page = await window.newPage();
  const scripts: Response[] = [];
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") scripts.push(response);
  });
  const wanted = async (filter: Filter, number: number): Promise<WantedRows> => {
    if (rows === null) throw new Error(`${name} has no rows.`);
    return { rows, devices: await house.devices(filter, number, size) };
  };
  await installProbe(page);
  await slowDown(page, slower);
  if (distant) await slowNetwork(page);
  await page.goto(address(house, size), { waitUntil: "load" });
  if (rows !== null) await waitForRows(page, await wanted("All", 1));
  await page.waitForFunction((controls) => {
    const all = [...document.querySelectorAll(controls)];
    return all.every((control) => Object.keys(control).some((key) => key.startsWith("__reactProps$")));
  }, inUse);
  return {
    page,
    wanted,
    scriptBytes: async () => {
      const bodies = await Promise.all([...scripts].map((script) => script.body()));
      return bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
    },
    close: () => window.close(),
  };
}
