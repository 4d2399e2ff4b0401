import { expect, it, vi } from "vitest";
import { exportFileName } from "./export-file-name";
import { sendPieces } from "./send-pieces";

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

async function* count(): AsyncGenerator<Uint8Array> {
  for (let piece = 1; ; piece += 1) yield Buffer.from(String(piece));
}

async function* two(): AsyncGenerator<Uint8Array> {
  yield Buffer.from("a");
  yield Buffer.from("b");
}

function client(takes: (piece: string) => boolean) {
  const got: string[] = [];
  const sink = {
    write(bytes: Uint8Array) {
      got.push(text(bytes));
      return takes(text(bytes));
    },
    end: vi.fn(),
    cut: vi.fn(),
  };
  return { got, sink };
}
const options = () => ({ stallMs: 60_000, done: vi.fn(async () => undefined), broken: vi.fn() });

it("says that all was made before the client hears of the end", async () => {
  const { got, sink } = client(() => true);
  const told = options();
  told.done.mockImplementation(async () => {
    expect(sink.end).not.toHaveBeenCalled();
  });
  sendPieces(two(), told)(sink);
  await vi.waitFor(() => expect(sink.end).toHaveBeenCalledOnce());
  expect(got).toEqual(["a", "b"]);
  expect(told.broken).not.toHaveBeenCalled();
});

it("makes no more while the client has enough, and stops for good when it goes", async () => {
  const { got, sink } = client((piece) => Number(piece) % 3 !== 0);
  const told = options();
  const writer = sendPieces(count(), told)(sink);
  await vi.waitFor(() => expect(got).toEqual(["1", "2", "3"]));
  writer.drained();
  await vi.waitFor(() => expect(got).toEqual(["1", "2", "3", "4", "5", "6"]));
  writer.closed();
  expect(told.broken).toHaveBeenCalledWith(null);
  await new Promise((resolve) => setImmediate(resolve));
  expect(got).toHaveLength(6);
  expect([sink.end.mock.calls.length, sink.cut.mock.calls.length]).toEqual([0, 0]);
});

it("cuts off a client that takes nothing more", async () => {
  const { sink } = client(() => false);
  const told = { ...options(), stallMs: 5 };
  sendPieces(count(), told)(sink);
  await vi.waitFor(() => expect(sink.cut).toHaveBeenCalledOnce());
  expect(told.broken).toHaveBeenCalledWith(
    expect.objectContaining({ message: "the client does not keep up" }),
  );
  expect(told.done).not.toHaveBeenCalled();
});

it("cuts the file off when making it fails, so that nobody takes it for whole", async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("a");
    throw new Error("away");
  }
  const { sink } = client(() => true);
  const told = options();
  sendPieces(failing(), told)(sink);
  await vi.waitFor(() => expect(sink.cut).toHaveBeenCalledOnce());
  expect(sink.end).not.toHaveBeenCalled();
  expect(told.broken).toHaveBeenCalledWith(expect.objectContaining({ message: "away" }));
});

it.each([
  ["../..\\CON: <x>|\u202Egpj.exe", "_.._CON_ _x___gpj.exe"],
  ["水表 升级", "水表 升级"],
  ["...", "export"],
  [`${"x".repeat(59)}\u{1f600}`, "x".repeat(59)],
])("names a file of %j", (name, plain) => {
  expect(exportFileName(name, new Date("2026-11-22T12:00:01.999Z"), "csv")).toBe(
    `${plain}_2026-11-22T12-00-01Z.csv`,
  );
});
