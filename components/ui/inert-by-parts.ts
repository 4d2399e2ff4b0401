/** Elements made inert in one frame, at least, and frames they are spread over, at most. */
const [fewest, mostFrames] = [70, 4] as const;

/**
 * Makes the page around a dialog inert part by part, a frame each, then calls `open` in a frame of its own. A modal
 * makes everything inert at once, and styling every element anew in one go holds up the page. The parts carry the
 * attribute only until then: a modal dialog inside one of them could not be used. Answers how to call it off.
 */
export function inertByParts(dialog: HTMLElement, open: () => void): () => void {
  const left = inBatches(around(dialog));
  const held: Element[] = [];
  const letGo = () => {
    for (const part of held.splice(0)) part.removeAttribute("inert");
  };
  const go = () => {
    const batch = left.shift();
    if (!batch) {
      open();
      // Styles everything once more, though cheaply: not in the frame that opens.
      frame = requestAnimationFrame(letGo);
      return;
    }
    for (const part of batch) part.setAttribute("inert", "");
    held.push(...batch);
    frame = requestAnimationFrame(go);
  };
  let frame = requestAnimationFrame(go);
  return () => {
    cancelAnimationFrame(frame);
    letGo();
  };
}

const weigh = (part: Element): number => part.getElementsByTagName("*").length + 1;

/** What stands beside the dialog and the elements it is in. */
function around(dialog: Element): Element[] {
  const parts: Element[] = [];
  for (let inside = dialog; inside !== document.body && inside.parentElement; inside = inside.parentElement) {
    parts.push(...[...inside.parentElement.children].filter((part) => part !== inside));
  }
  return parts;
}

function inBatches(parts: readonly Element[]): Element[][] {
  const total = parts.reduce((sum, part) => sum + weigh(part), 0);
  const size = Math.max(fewest, Math.ceil(total / mostFrames));
  const batches: Element[][] = [];
  let room = 0;
  for (const part of parts.flatMap((each) => cut(each, size))) {
    const weight = weigh(part);
    if (weight > room) {
      batches.push([]);
      room = size;
    }
    batches.at(-1)?.push(part);
    room -= weight;
  }
  return batches;
}

/** The part, or what it consists of where that is too much for one frame. What is inert already stays so. */
function cut(part: Element, size: number): Element[] {
  if (part.hasAttribute("inert")) return [];
  return weigh(part) <= size ? [part] : [...part.children].flatMap((child) => cut(child, size));
}
