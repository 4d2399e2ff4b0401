import { setTimeout as sleep } from "node:timers/promises";
import type { LoggedCall } from "@/simulator/http/call-log";
import type { Bench, Benchmark } from "../frame/benchmark";
import { atMost, type Row } from "../frame/row";
import { createSoakApi } from "./api";
import { type HouseOfMachines, openHouseOfMachines, soakToken } from "./house-of-machines";
import { type Journey, playJourney } from "./journey";

const soakMs = 600_000;
const shortMs = 90_000;
/** People who work at the same time. */
const people = 3;
/** Between two deaths of one kind, and how long the dead one stays away. */
const deaths = { server: { everyMs: 13_000, awayMs: 3_000 }, worker: { everyMs: 17_000, awayMs: 5_000 } };

/** Any process of several machines may die at any time, and nothing is lost or doubled. */
export const benchmark: Benchmark = {
  name: "killed-machines",
  goal: 0,
  soak: true,
  method:
    `${people} people create, watch and retry tasks through two consoles and two workers on one PostgreSQL for ${soakMs / 60_000} minutes ` +
    `(a minute and a half without --soak), while a console dies by kill -9 every ${deaths.server.everyMs / 1_000} s and a worker every ${deaths.worker.everyMs / 1_000} s; every journey has to end well, and the ` +
    "platform's own log must show no write twice.",
  run: async (bench) => {
    const rates = { IOTDA_RATE_READ: "60", IOTDA_RATE_WRITE: "10" };
    const house = await openHouseOfMachines(bench.signal, rates);
    try {
      return await play(bench, house);
    } finally {
      await house.close();
    }
  },
};

async function play(bench: Bench, house: HouseOfMachines): Promise<Row[]> {
  const end = Date.now() + (bench.soak ? soakMs : shortMs);
  const mayGoOn = () => Date.now() < end && !bench.signal.aborted;
  const base = `/api/v1/connections/${house.stage.connection.slug}`;
  const settings = { urls: house.urls, base, token: soakToken, patienceMs: 60_000 };
  const api = createSoakApi(settings, bench.signal);
  const killed = { server: 0, worker: 0 };
  const kill = async (kind: "server" | "worker") => {
    const { everyMs, awayMs } = deaths[kind];
    for (;;) {
      await sleep(everyMs, undefined, { signal: bench.signal });
      if (!mayGoOn()) return;
      await house.killOne(kind, awayMs);
      killed[kind] += 1;
    }
  };
  const done: Journey[] = [];
  const broken: unknown[] = [];
  const work = async (person: number) => {
    while (mayGoOn()) {
      const devices = [0, 1, 2].map((n) =>
        deviceOf(person * 30_000 + done.length * 3 + broken.length * 3 + n),
      );
      try {
        done.push(await playJourney(api, house.simulator, devices));
        bench.say(`${done.length} journeys, ${killed.server} consoles and ${killed.worker} workers killed`);
      } catch (error) {
        bench.signal.throwIfAborted();
        broken.push(error);
        bench.say(`a journey broke: ${error instanceof Error ? error.message : error}`);
      }
    }
  };
  await Promise.all([
    ...Array.from({ length: people }, (_, person) => work(person)),
    kill("server"),
    kill("worker"),
  ]);
  return judge(done, broken, killed, house.writes());
}

function judge(
  done: Journey[],
  broken: unknown[],
  killed: { server: number; worker: number },
  writes: LoggedCall[],
): Row[] {
  const about = (what: string, unit: string, note?: string) => ({
    goal: 0,
    what,
    unit,
    ...(note ? { note } : {}),
  });
  const note = `${done.length} journeys; ${killed.server} consoles and ${killed.worker} workers killed`;
  const slowest = Math.max(0, ...done.map(({ ms }) => ms)) / 1_000;
  return [
    atMost(
      about("journeys that did not end well", "journeys", note),
      broken.length + (done.length === 0 ? 1 : 0),
      0,
    ),
    atMost(about("tasks created more often than once", "tasks"), countDoubleCreates(writes), 0),
    atMost(about("targets retried more often than once", "targets"), countDoubleRetries(writes), 0),
    atMost(about("the slowest journey", "s"), slowest, 300),
  ];
}

function countDoubleCreates(writes: LoggedCall[]): number {
  const names = writes
    .filter(({ path, status }) => path.endsWith("/batchtasks") && status === 201)
    .map(({ body }) => (body as { task_name: string }).task_name);
  return names.length - new Set(names).size;
}

/** A retry's answer tells the platform took it; without one it was looked up before anything was sent again. */
function countDoubleRetries(writes: LoggedCall[]): number {
  const sent = writes
    .filter(({ path, status }) => path.endsWith("/retry") && status === 200)
    .flatMap(({ path, body }) =>
      ((body as { targets?: string[] }).targets ?? []).map((each) => `${path} ${each}`),
    );
  return sent.length - new Set(sent).size;
}

function deviceOf(number: number): string {
  return `65e1a0c04c3d5e6f70819201_wm-${String(number + 1).padStart(7, "0")}`;
}
