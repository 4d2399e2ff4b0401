import { beforeEach, describe, expect, it } from "vitest";
import type { PlatformSubtask } from "@/lib/domain/platform-task";
import type { CrawlPlace } from "@/lib/store/crawl-place";
import { platformRow } from "@/lib/store/testing/test-store";
import { type CrawlParts, crawl, EndlessPages } from "./crawl";
import { createPageReader, type PageReader } from "./page-reader";
import { isOnePageOnly } from "./read-failure";
import { type FakeCall, FakePlatform, platformFailure } from "./testing/fake-platform";

const taskId = "t1";
let fake: FakePlatform;
let saved: PlatformSubtask[];
let reader: PageReader;

beforeEach(() => {
  fake = new FakePlatform();
  fake.addTask(taskId);
  saved = [];
  reader = createPageReader(
    fake.platform,
    { taskId, appId: null },
    {
      now: () => new Date(0),
      signal: new AbortController().signal,
    },
  );
});

const addRows = (n: number, from = 0) =>
  fake.addRows(
    taskId,
    Array.from({ length: n }, (_, i) => platformRow(`d-${from + i}`)),
  );

async function crawlAll(parts: Partial<CrawlParts> = {}) {
  const result = await crawl({
    paging: fake.platform.paging,
    read: (query) => reader.read(query, "bulk"),
    total: () => reader.latest().task.progress?.total ?? 0,
    save: async (rows) => {
      saved.push(...rows);
    },
    concurrency: 5,
    mayGoOn: isOnePageOnly,
    ...parts,
  });
  return { ...result, calls: fake.calls.length };
}

const offsets = () => fake.calls.map((call) => call.offset ?? 0);

describe("crawl", () => {
  it.each([
    [0, 1],
    [1, 1],
    [50, 1],
    [51, 2],
    [550, 11],
    [551, 12],
    [1_234, 25],
    [2_500, 50],
  ])("reads %i rows with %i calls, each row once, newest first", async (rows, calls) => {
    addRows(rows);
    const first = await reader.read({ limit: 50 }, "polling");
    const result = await crawlAll({ first });
    expect(result).toMatchObject({ whole: true, failures: [], calls });
    expect(saved.map((row) => row.target)).toEqual(
      Array.from({ length: rows }, (_, i) => `d-${rows - 1 - i}`),
    );
    expect(Math.max(...offsets())).toBeLessThanOrEqual(500);
  });

  it("takes pages as large as the platform gives, and stores eleven together where more could be asked for", async () => {
    const total = 5_000;
    const asked: number[] = [];
    const windows: number[] = [];
    const result = await crawlAll({
      paging: { limit: 250, maxOffset: 1_000_000 },
      total: () => total,
      read: async ({ marker = "0", offset = 0, limit }) => {
        const from = Number(marker) + offset;
        asked.push(from);
        const rows = Array.from({ length: limit }, (_, n) => platformRow(`d-${from + n}`));
        return { rows, total, marker: from + limit < total ? String(from + limit) : null };
      },
      save: async (rows) => void windows.push(rows.length),
    });
    expect(result).toMatchObject({ whole: true, failures: [] });
    expect(asked.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => n * 250));
    expect(windows).toEqual([2_750, 2_250]);
  });

  it("never has more pages in flight than allowed", async () => {
    addRows(1_100);
    let inFlight = 0;
    let most = 0;
    fake.onCall = async () => {
      most = Math.max(most, ++inFlight);
      await new Promise((resolve) => setTimeout(resolve, 1));
      inFlight -= 1;
    };
    await reader.read({ limit: 50 }, "polling");
    await crawlAll({ concurrency: 3 });
    expect(most).toBe(3);
  });

  it("reads on while a window is stored, and stores what came meanwhile together, one after the other", async () => {
    addRows(5_500);
    const first = await reader.read({ limit: 50 }, "polling");
    const trail: string[] = [];
    let free = (): void => undefined;
    const result = crawlAll({
      first,
      concurrency: 11,
      async save(rows, { passed }) {
        saved.push(...rows);
        trail.push(`${rows.length} begin`);
        if (trail.length === 1) await new Promise<void>((resolve) => (free = resolve));
        trail.push(`${passed} are stored`);
      },
    });
    // Four windows wait for the one that is being stored, and the next is read: what waits to be stored is bounded.
    await expect.poll(() => fake.calls.length).toBe(66);
    expect(trail).toEqual(["550 begin"]);
    free();
    expect(await result).toMatchObject({ whole: true, calls: 110 });
    expect(trail.slice(0, 4)).toEqual(["550 begin", "550 are stored", "2200 begin", "2750 are stored"]);
    expect(trail.at(-1)).toBe("5500 are stored");
    expect(trail.every((word, n) => word.endsWith(n % 2 === 0 ? "begin" : "stored"))).toBe(true);
    expect(saved.map(({ target }) => target)).toEqual(
      Array.from({ length: 5_500 }, (_, n) => `d-${5_499 - n}`),
    );
  });

  it("ends with what storing threw, and asks for nothing more", async () => {
    addRows(5_000);
    const first = await reader.read({ limit: 50 }, "polling");
    const lost = new Error("the lease is lost");
    const crawling = crawlAll({ first, save: () => Promise.reject(lost) });
    await expect(crawling).rejects.toBe(lost);
    const { length } = fake.calls;
    expect(length).toBeLessThan(33);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(fake.calls.length).toBe(length);
  });

  it("survives rows that are added on top while it walks", async () => {
    addRows(1_000);
    fake.onCall = () => {
      if (fake.calls.length % 5 === 0 && fake.calls.length <= 20) addRows(30, 1_000 + fake.calls.length * 30);
    };
    const first = await reader.read({ limit: 50 }, "polling");
    const result = await crawlAll({ first });
    expect(result.failures).toEqual([]);
    const old = Array.from({ length: 1_000 }, (_, i) => `d-${i}`);
    expect(old.filter((target) => !result.met.has(target))).toEqual([]);
  });

  it("goes on behind a page nobody can read, in the middle or at the end of a window (F13)", async () => {
    addRows(1_200);
    const first = await reader.read({ limit: 50 }, "polling");
    fake.onCall = (call) => {
      const isFirst = call.marker === undefined;
      if (isFirst && [150, 450, 500].includes(call.offset ?? 0)) throw platformFailure("contract");
    };
    const result = await crawlAll({ first });
    expect(result.whole).toBe(false);
    expect(result.failures).toHaveLength(3);
    expect(result.met.size).toBe(1_200 - 3 * 50);
    expect(result.met.has("d-0")).toBe(true);
  });

  it("stops asking once the platform refuses our credentials (F20)", async () => {
    addRows(5_000);
    const first = await reader.read({ limit: 50 }, "polling");
    fake.onCall = () => {
      if (fake.calls.length > 15) throw platformFailure("auth", 401);
    };
    const result = await crawlAll({ first, concurrency: 5 });
    expect(result).toMatchObject({ whole: false });
    expect(result.failures[0]).toMatchObject({ code: "upstream_auth" });
    expect(result.calls).toBeLessThanOrEqual(20);
    expect(saved).toHaveLength(result.met.size);
  });

  it("takes pages none of which can be read for what they are, not for pages that never end (F13)", async () => {
    addRows(120);
    await reader.read({ limit: 50 }, "polling");
    fake.onCall = () => {
      throw platformFailure("contract");
    };
    const { whole, failures } = await crawlAll();
    expect(whole).toBe(false);
    expect(failures).not.toContainEqual(expect.any(EndlessPages));
    expect(failures.length).toBeGreaterThanOrEqual(3);
  });

  it("ends partial when markers repeat (F17)", async () => {
    addRows(3_000);
    fake.stuckMarker = "a".repeat(24);
    await reader.read({ limit: 50 }, "polling");
    const result = await crawlAll();
    expect(result.whole).toBe(false);
    expect(String(result.failures)).toContain("repeat or never end");
    expect(result.calls).toBeLessThan(30);
  });

  it("ends partial when pages never end (F17)", async () => {
    let n = 0;
    const result = await crawlAll({
      total: () => 100,
      read: async () => ({ rows: [platformRow("d-1")], total: 100, marker: `m-${n++}` }),
    });
    expect(result.whole).toBe(false);
    expect(n).toBeLessThan(2_000);
  });

  it("fills up a page that the platform could only give in parts", async () => {
    addRows(120);
    const read: CrawlParts["read"] = (query) =>
      reader.read({ ...query, limit: Math.min(query.limit, 20) }, "bulk");
    await reader.read({ limit: 20 }, "polling");
    const result = await crawlAll({ read });
    expect(result).toMatchObject({ whole: true });
    expect(saved.map((row) => row.target)).toEqual(Array.from({ length: 120 }, (_, i) => `d-${119 - i}`));
  });

  describe("broken off", () => {
    let reached: CrawlPlace[];
    /** Of the windows met so far. */
    let markers: (string | undefined)[];
    /** Walks until the page that `isBroken` says comes never. */
    async function crawlUntil(isBroken: (call: FakeCall) => boolean, parts: Partial<CrawlParts> = {}) {
      reached = [];
      markers = [parts.from?.marker ?? undefined];
      fake.onCall = (call) => {
        if (!markers.includes(call.marker)) markers.push(call.marker);
        if (isBroken(call)) throw platformFailure("transient", 503);
      };
      const result = await crawlAll({
        ...parts,
        save: async (rows, place) => {
          saved.push(...rows);
          reached.push(place);
        },
      });
      fake.onCall = () => undefined;
      fake.calls.length = 0;
      const place = reached.at(-1);
      if (!place) throw new Error("nothing was reached");
      return { ...result, place };
    }
    const isIn = (window: number, offset: number) => (call: FakeCall) =>
      markers.indexOf(call.marker) === window && (call.offset ?? 0) === offset;

    it.each([
      ["at the start of a window", 2, 0, 1_100],
      ["in the middle of one", 1, 300, 850],
      ["at the last page of one, which goes first", 1, 500, 750],
    ])("goes on behind the last row that came: %s", async (_, window, offset, passed) => {
      addRows(2_000);
      const first = await reader.read({ limit: 50 }, "polling");
      const broken = await crawlUntil(isIn(window, offset), { first });
      expect(broken).toMatchObject({ whole: false, place: { passed, pages: passed / 50, skipped: 0 } });
      saved = saved.filter(({ target }) => Number(target.slice(2)) >= 2_000 - passed);
      const result = await crawlAll({ from: broken.place });
      expect(result).toMatchObject({ whole: true, failures: [] });
      expect(saved.map((row) => row.target)).toEqual(
        Array.from({ length: 2_000 }, (_, i) => `d-${1_999 - i}`),
      );
      // What is left, and the empty page behind the last one, which a count cannot foretell.
      expect(result.calls).toBe((2_000 - passed) / 50 + 1);
    });

    it("does not move when nothing came", async () => {
      addRows(2_000);
      await reader.read({ limit: 50 }, "polling");
      const { place } = await crawlUntil(isIn(1, 0));
      expect((await crawlUntil(() => true, { from: place })).place).toEqual(place);
      expect((await crawlUntil(() => true)).place).toMatchObject({ marker: null, pages: 0 });
    });

    it("remembers pages nobody could read: it is not whole though all others came (F13)", async () => {
      addRows(2_000);
      const first = await reader.read({ limit: 50 }, "polling");
      const read: CrawlParts["read"] = async (query) => {
        if (query.marker === undefined && query.offset === 100) throw platformFailure("contract");
        return reader.read(query, "bulk");
      };
      const { place } = await crawlUntil(isIn(2, 200), { first, read });
      expect(place.skipped).toBe(1);
      const result = await crawlAll({ from: place });
      expect(result).toMatchObject({ whole: false, failures: [] });
      expect(new Set(saved.map((row) => row.target)).size).toBe(1_950);
    });

    it("does not end by a count that rows met twice have part in", async () => {
      addRows(2_000);
      await reader.read({ limit: 50 }, "polling");
      const { place } = await crawlUntil(isIn(1, 0));
      const result = await crawlAll({ from: { ...place, passed: 1_990 } });
      expect(result).toMatchObject({ whole: true });
      expect(result.met.size).toBe(1_450);
    });

    it("sees through pages that never end, also when every walk is broken off (F17)", async () => {
      let n = 0;
      let from: CrawlPlace | undefined;
      let failures: unknown[] = [];
      for (let walk = 0; walk < 100 && !failures.some((error) => error instanceof EndlessPages); walk++) {
        let pages = 0;
        const result = await crawlAll({
          from,
          total: () => 100,
          read: async () => {
            if (++pages > 3) throw platformFailure("transient", 503);
            return {
              rows: Array.from({ length: 50 }, () => platformRow("d-1")),
              total: 100,
              marker: `m-${n++}`,
            };
          },
          save: async (_, place) => {
            from = place;
          },
        });
        failures = result.failures;
      }
      expect(failures).toContainEqual(expect.any(EndlessPages));
      expect(n).toBeLessThan(40);
    });
  });
});
