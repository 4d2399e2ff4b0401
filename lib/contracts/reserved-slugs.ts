/** Short names no connection can have: addresses of our own stand where theirs would. */
export const reservedSlugs: readonly string[] = ["new", "test", "default", "na", "sandbox", "sandbox-na"];
