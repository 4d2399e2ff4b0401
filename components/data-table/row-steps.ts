import { fillRows, type PlacedRow, type Sight } from "./fill-rows";

/** Rows above and below those in sight that come with them: those about to be seen when somebody scrolls. */
const beyond = 1;
/** Rows that are taken at a time: a click on a slow machine must not wait long behind them. */
const atATime = 30;

/** The page after one more step towards the wanted rows, those in sight first. */
export function takeStep<Row>(
  placed: readonly PlacedRow<Row>[],
  wanted: readonly PlacedRow<Row>[],
  table: HTMLTableElement | null,
): readonly PlacedRow<Row>[] {
  return fillRows(placed, wanted, findSight(table), atATime);
}

/** By the rows there are: they are about as high as those to come. Nothing is in sight of a table that is not drawn. */
function findSight(table: HTMLTableElement | null): Sight {
  const body = table?.tBodies[0];
  const { top, height } = body?.getBoundingClientRect() ?? { top: 0, height: 0 };
  if (!body || height === 0) return { from: 0, to: 0 };
  const rowHeight = height / body.rows.length;
  return {
    from: Math.floor(-top / rowHeight) - beyond,
    to: Math.ceil((window.innerHeight - top) / rowHeight) + beyond,
  };
}

/** Answers what calls it off. */
export function afterPaint(act: () => void): () => void {
  let timer: ReturnType<typeof setTimeout>;
  const frame = requestAnimationFrame(() => {
    timer = setTimeout(act);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}
