import type { Page } from "@playwright/test";

/**
 * What a machine can see of a broken layout, one line a fault, none on a sound page: a page wider than the window; text,
 * the words of a field or a control that is cut off; things of one layer that lie over each other; a row that ends before
 * its table; a control of a fixed layer that nothing brings into the window. What is shortened with an ellipsis, or scrolls, was meant so.
 */
export function findLayoutFaults(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    interface Box {
      left: number;
      top: number;
      right: number;
      bottom: number;
    }
    interface Thing {
      element: Element;
      box: Box;
      words: string;
      kind: "text" | "control";
      layer: Element;
    }
    const slack = 1.5;
    const controls = "button, a[href], input, select, textarea, summary, [role=menuitem], [role=option]";
    const faults = new Set<string>();
    const styles = new Map<Element, CSSStyleDeclaration>();
    const styleOf = (element: Element): CSSStyleDeclaration => {
      const style = styles.get(element) ?? getComputedStyle(element);
      styles.set(element, style);
      return style;
    };
    const ancestors = (element: Element): Element[] => {
      const found = [];
      for (let each: Element | null = element; each && each !== document.body; each = each.parentElement) {
        found.push(each);
      }
      return found;
    };
    const nameOf = (element: Element): string =>
      `${element.tagName.toLowerCase()}${[...element.classList].map((name) => `.${name}`).join("")}`;
    const say = (fault: string, { words, element }: Pick<Thing, "words" | "element">, by?: string) =>
      faults.add(`${fault}: “${words.slice(0, 60)}” in ${nameOf(element)}${by ? ` by ${by}` : ""}`);

    /** Only told to readers, hidden, or under the surface of the page while a session is over. */
    const isShown = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      !ancestors(element).some((each) => styleOf(each).clipPath === "inset(50%)");
    const layerOf = (element: Element): Element =>
      ancestors(element).find(
        (each) =>
          ["fixed", "sticky", "absolute"].includes(styleOf(each).position) || each.matches(":popover-open"),
      ) ?? document.body;
    const layout = (rect: DOMRect): Box => ({
      ...{ left: rect.left, right: rect.right },
      ...{ top: rect.top, bottom: rect.bottom },
    });

    // The numbers of lines move with the editor beside them, which scrolls.
    const unseen = "script, style, noscript, option, .gutter";
    const things: Thing[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: element, textContent } = walker.currentNode;
      const words = textContent?.trim() ?? "";
      if (!element || words === "" || element.closest(unseen) || !isShown(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      for (const rect of range.getClientRects()) {
        if (rect.width > 0)
          things.push({ element, box: layout(rect), words, kind: "text", layer: layerOf(element) });
      }
    }
    for (const element of document.querySelectorAll(controls)) {
      if (!isShown(element)) continue;
      const words = element.getAttribute("aria-label") ?? element.textContent?.trim() ?? "";
      for (const rect of element.getClientRects()) {
        things.push({ element, box: layout(rect), words, kind: "control", layer: layerOf(element) });
      }
    }

    /** Shrinks a box to what its clipping ancestors leave of it; says when that was not meant. */
    const cut = (thing: Thing): Box | null => {
      const box = { ...thing.box };
      const free = { x: false, y: false };
      for (const each of ancestors(thing.element)) {
        if (each === thing.element && thing.kind === "control") continue;
        const style = styleOf(each);
        const within = each.getBoundingClientRect();
        const ways = [
          { axis: "x", overflow: style.overflowX, start: "left", end: "right" },
          { axis: "y", overflow: style.overflowY, start: "top", end: "bottom" },
        ] as const;
        for (const { axis, overflow, start, end } of ways) {
          if (overflow === "visible" || style.display === "inline") continue;
          const over = Math.max(within[start] - box[start], box[end] - within[end]);
          const scrolls = overflow === "auto" || overflow === "scroll";
          const shortened = style.textOverflow === "ellipsis" || style.webkitLineClamp !== "none";
          if (over > slack && !scrolls && !shortened && !free[axis]) {
            say(`${thing.kind} cut off`, thing, nameOf(each));
          }
          if (scrolls || shortened) free[axis] = true;
          box[start] = Math.max(box[start], within[start]);
          box[end] = Math.min(box[end], within[end]);
        }
        if (style.position === "fixed") {
          const { innerWidth, innerHeight } = window;
          if (!free.y && (box.top < -slack || box.bottom > innerHeight + slack))
            say("outside the window", thing);
          if (!free.x && (box.left < -slack || box.right > innerWidth + slack))
            say("outside the window", thing);
          return box.right > box.left && box.bottom > box.top ? box : null;
        }
      }
      const beside =
        box.left + window.scrollX < -slack || box.right > document.documentElement.clientWidth + slack;
      if (beside && !free.x) say("beside the page", thing);
      return box.right > box.left && box.bottom > box.top ? box : null;
    };

    /** Of letters: their line is higher than they are. Of a field: what it writes in, since buttons may stand in its padding. */
    const core = ({ element, kind }: Thing, box: Box): Box => {
      const height = box.bottom - box.top;
      if (kind === "text") return { ...box, top: box.top + height * 0.3, bottom: box.bottom - height * 0.3 };
      if (!element.matches("input, select, textarea")) return box;
      const style = styleOf(element);
      return {
        left: box.left + Number.parseFloat(style.paddingLeft),
        right: box.right - Number.parseFloat(style.paddingRight),
        top: box.top + Number.parseFloat(style.paddingTop),
        bottom: box.bottom - Number.parseFloat(style.paddingBottom),
      };
    };
    const shown = things
      .flatMap((thing) => {
        const box = cut(thing);
        return box ? [{ thing, box: core(thing, box) }] : [];
      })
      .sort((one, two) => one.box.top - two.box.top);
    for (const [index, { thing, box }] of shown.entries()) {
      for (const { thing: other, box: next } of shown.slice(index + 1)) {
        if (next.top >= box.bottom) break;
        const wide = Math.min(box.right, next.right) - Math.max(box.left, next.left);
        const high = Math.min(box.bottom, next.bottom) - next.top;
        if (wide <= slack || high <= slack || thing.layer !== other.layer) continue;
        if (thing.element.contains(other.element) || other.element.contains(thing.element)) continue;
        say("overlapping", thing, `“${other.words.slice(0, 60)}” in ${nameOf(other.element)}`);
      }
    }

    for (const row of document.querySelectorAll<HTMLTableRowElement>("tr")) {
      const edge = row.closest("table")?.getBoundingClientRect().right ?? 0;
      const last = [...row.cells].findLast((cell) => styleOf(cell).display !== "none");
      if (!last || styleOf(row).display !== "table-row" || !isShown(row)) continue;
      if (last.getBoundingClientRect().right < edge - slack) {
        say("a row that ends before its table", { element: row, words: row.innerText.trim() });
      }
    }

    const canvas = document.createElement("canvas").getContext("2d");
    for (const field of document.querySelectorAll<HTMLInputElement | HTMLSelectElement>("input, select")) {
      const words =
        field instanceof HTMLSelectElement
          ? field.selectedOptions[0]?.text
          : field.value === "" && field.placeholder;
      if (!canvas || !words || !isShown(field)) continue;
      const style = styleOf(field);
      canvas.font = `${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      const room =
        field.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight);
      if (canvas.measureText(words).width > room + slack && style.textOverflow !== "ellipsis") {
        say("words of a field cut off", { element: field, words });
      }
    }

    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) faults.add(`scrolls sideways by ${scrollWidth - clientWidth} px`);
    return [...faults];
  });
}
