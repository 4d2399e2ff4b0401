/** The dialog that has the person's attention, if one is open. */
export const findOpenDialog = (): Element | null =>
  [...document.querySelectorAll("dialog:popover-open")].at(-1) ?? null;
