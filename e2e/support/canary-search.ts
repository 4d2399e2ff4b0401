import { spellingsOf } from "./canary-spellings";

/** A secret that was planted or handed out during a journey, by a name that may be printed. */
export interface Canary {
  name: string;
  value: string;
  /** So short that it may stand in longer numbers and words by chance: it counts only on its own. */
  short?: boolean;
}

export interface Found {
  canary: string;
  form: string;
}

interface Needle extends Found {
  bytes: Buffer;
  short: boolean;
}

const slots = 1 << 22;

/** Looks for all canaries in all their forms in one pass: a hundred megabytes take about a second. */
export function createCanarySearch(canaries: readonly Canary[]): (material: Buffer) => Found[] {
  const needles = canaries.flatMap(needlesOf);
  const byStart = new Map<number, Needle[]>();
  const mayStart = new Uint8Array(slots);
  for (const needle of needles) {
    const start = needle.bytes.readUInt32LE(0);
    byStart.set(start, [...(byStart.get(start) ?? []), needle]);
    mayStart[slotOf(start)] = 1;
  }

  return (material) => {
    const found = new Map<string, Found>();
    const last = material.length - 4;
    for (let at = 0; at <= last; at += 1) {
      const start =
        (byteAt(material, at) |
          (byteAt(material, at + 1) << 8) |
          (byteAt(material, at + 2) << 16) |
          (byteAt(material, at + 3) << 24)) >>>
        0;
      if (mayStart[slotOf(start)] === 0) continue;
      for (const needle of byStart.get(start) ?? []) {
        if (!standsAt(material, at, needle)) continue;
        const { canary, form } = needle;
        found.set(`${canary} ${form}`, { canary, form });
      }
    }
    return [...found.values()];
  };
}

function needlesOf({ name, value, short = false }: Canary): Needle[] {
  const spellings = short ? [{ form: "as it is", text: value }] : spellingsOf(value);
  return spellings.map(({ form, text }) => ({ canary: name, form, bytes: Buffer.from(text, "utf8"), short }));
}

/** The upper bits of a product, so that starts that differ little lie apart. */
function slotOf(start: number): number {
  return Math.imul(start, 0x9e3779b1) >>> 10;
}

function byteAt(material: Buffer, at: number): number {
  return material[at] ?? 0;
}

function standsAt(material: Buffer, at: number, { bytes, short }: Needle): boolean {
  const end = at + bytes.length;
  if (end > material.length || material.compare(bytes, 0, bytes.length, at, end) !== 0) return false;
  return !short || !(isWordly(byteAt(material, at - 1)) || isWordly(byteAt(material, end)));
}

function isWordly(byte: number): boolean {
  return /[0-9A-Za-z_.+/=-]/.test(String.fromCharCode(byte));
}
