/** A row in its place; `index` is the one screen readers are told. */
export interface PlacedRow<Row> {
  row: Row;
  index: number;
}

/** The places of a page that are in sight, from `from` up to and without `to`; they may reach beyond its rows. */
export interface Sight {
  from: number;
  to: number;
}

/**
 * Takes wanted rows into a page: all of them if they are not more than `atMost`, else those in sight, or if none of
 * those is new, `atMost` next to it. The other places keep what they have, and the page ends before the first that has
 * nothing. Answers `wanted` itself once nothing is left to take.
 */
export function fillRows<Row>(
  placed: readonly PlacedRow<Row>[],
  wanted: readonly PlacedRow<Row>[],
  sight: Sight,
  atMost: number,
): readonly PlacedRow<Row>[] {
  const farness = (place: number) => Math.max(sight.from - place, place - sight.to + 1, 0);
  const news = [...wanted.keys()]
    .filter((place) => !isSame(placed[place], wanted[place]))
    .sort((a, b) => farness(a) - farness(b) || a - b);
  if (news.length <= atMost) return wanted;
  const inSight = news.filter((place) => farness(place) === 0);
  const taken = new Set(inSight.length > 0 ? inSight : news.slice(0, atMost));
  const filled = wanted.map((row, place) => (taken.has(place) ? row : placed[place]));
  const end = filled.indexOf(undefined);
  return (end < 0 ? filled : filled.slice(0, end)) as PlacedRow<Row>[];
}

const isSame = <Row>(placed: PlacedRow<Row> | undefined, wanted: PlacedRow<Row> | undefined) =>
  placed?.row === wanted?.row && placed?.index === wanted?.index;
