import * as z from "zod";

/** Id of a product, a group or a resource space (sheet §6.3, §11): hex or a UUID, 36 characters at most. */
export const ShortId = z.string().regex(/^[A-Za-z0-9_-]{1,36}$/, "must be 1 to 36 letters, digits, _ or -");
