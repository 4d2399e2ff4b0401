/**
 * A number in [0, 1) that is always the same for the same arguments: the only source of chance in the simulator,
 * so that a journal replays to the very same history.
 */
export function draw(seed: number, a: number, b = 0, c = 0): number {
  let hash = mix(0x2545f491, seed);
  hash = mix(hash, a);
  hash = mix(hash, b);
  hash = mix(hash, c);
  return hash / 0x1_0000_0000;
}

function mix(hash: number, value: number): number {
  let h = Math.imul((hash + 0x9e3779b9) ^ Math.imul(value, 0xcc9e2d51), 0x9e3779b1);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
