import { describe, expect, it } from "vitest";
import { FixedLatencyTask, type UpstreamRow } from "./fixed-latency-task";

const top = "f".repeat(24);
const all = { limit: 50, marker: top, offset: 0, status: null, target: null };

function read(task: FixedLatencyTask, wish: Partial<typeof all> | { status: string } | { target: string }) {
  const told: { task_details: UpstreamRow[]; page: { count: number; marker: string | null } } = JSON.parse(
    task.page({ ...all, ...wish }),
  );
  return {
    targets: told.task_details.map(({ target }) => target.slice(-7)),
    rows: told.task_details,
    ...told.page,
  };
}

const made = (shares: Record<string, number>) => {
  const task = new FixedLatencyTask("65e1a0c04c3d5e6f70810001");
  task.add(shares);
  return task;
};

describe("the upstream of fixed latency", () => {
  it("gives its rows newest first, behind a marker and an offset, and ends with a short page", () => {
    const task = made({ Success: 100, Fail: 20 });
    const first = read(task, {});
    expect(first).toMatchObject({ count: 120, marker: (71).toString(16).padStart(24, "0") });
    expect([first.targets[0], first.targets[49]]).toEqual(["0000120", "0000071"]);
    const behind = read(task, { marker: first.marker ?? "" });
    expect(read(task, { offset: 50 }).targets).toEqual(behind.targets);
    expect(read(task, { marker: behind.marker ?? "" }).targets).toHaveLength(20);
    expect(read(task, { offset: 500 })).toMatchObject({ targets: [], marker: null, count: 120 });
  });

  it("filters by state and device, and counts what it filtered", () => {
    const task = made({ Success: 90, Processing: 10 });
    expect(read(task, { status: "Processing" })).toMatchObject({ count: 10 });
    task.move("Processing", "Fail", 4);
    expect(task.describe().task_progress).toMatchObject({ total: 100, processing: 6, success: 90, fail: 4 });
    const { rows } = read(task, { status: "Fail" });
    expect(rows.map(({ error }) => error?.error_code.slice(0, 10))).toEqual(Array(4).fill("IOTDA.0144"));
    const [{ target = "" } = {}] = rows;
    expect(read(task, { target })).toMatchObject({ count: 1, targets: [target.slice(-7)] });
    expect(() => task.move("Fail", "Success", 5)).toThrow("only 4");
  });
});
