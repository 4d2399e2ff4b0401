import * as z from "zod";

/** `total` rows match; `page` is 1-based and null when a cursor was used that does not know its page number. */
export const Page = z.strictObject({
  total: z.int().min(0),
  nextCursor: z.string().nullable(),
  page: z.int().min(1).nullable(),
  pages: z.int().min(0),
});
export type Page = z.infer<typeof Page>;

export const defaultPageSize = 50;
export const maximumPageSize = 200;

/** Query parameters every list takes: `page` and `cursor` exclude each other. */
export const pagingQuery = {
  limit: z.coerce.number().int().min(1).max(maximumPageSize).default(defaultPageSize),
  cursor: z.string().max(512).optional(),
  page: z.coerce.number().int().min(1).max(1_000_000).optional(),
};
