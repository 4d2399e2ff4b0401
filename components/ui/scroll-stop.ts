/**
 * A ref for what may scroll: as long as it does, Tab stops at it, so that it can be scrolled without a pointer
 * (WCAG 2.1.1); what shows all it has is no stop.
 */
export function scrollStop(element: HTMLElement | null): (() => void) | undefined {
  if (!element) return undefined;
  const watch = new ResizeObserver(() => {
    const scrolls = element.scrollHeight > element.clientHeight || element.scrollWidth > element.clientWidth;
    if (scrolls) element.tabIndex = 0;
    else element.removeAttribute("tabindex");
  });
  watch.observe(element);
  return () => watch.disconnect();
}
