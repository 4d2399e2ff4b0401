import type { sendPieces } from "../send-pieces";

type Open = ReturnType<typeof sendPieces>;

/** All bytes of a download, by a client that takes them as they come; rejects when it is cut off. */
export function readDownload(open: Open): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    const writer = open({
      write: (bytes) => {
        pieces.push(bytes);
        return true;
      },
      end: () => {
        resolve(Buffer.concat(pieces));
        writer.closed();
      },
      cut: () => reject(new Error("cut off")),
    });
  });
}

/** A client that takes what comes first and then nothing more; `leave` closes its side. */
export function startReading(open: Open) {
  let taken = 0;
  const state = { cut: false, leave: () => undefined as undefined, taken: () => taken };
  const writer = open({
    write: (bytes) => {
      taken += bytes.length;
      return false;
    },
    end: () => undefined,
    cut: () => {
      state.cut = true;
    },
  });
  state.leave = () => void writer.closed();
  return state;
}

/** RFC 4180 as it is written, for what has no mistakes in it: every record a list of its cells. */
export function readCsv(bytes: Buffer): string[][] {
  const text = bytes.toString("utf8").replace(/^\ufeff/, "");
  const records: string[][] = [];
  const record: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/gy;
  for (let found = cell.exec(text); found !== null; found = cell.exec(text)) {
    const [, quoted, plain = "", end] = found;
    record.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === "\n") records.push(record.splice(0));
    if (cell.lastIndex === text.length) return records;
  }
  throw new Error("this is no CSV");
}
