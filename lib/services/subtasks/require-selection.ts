import { AppError } from "@/lib/errors";
import { findSelection } from "@/lib/store/selection-store";
import type { ServiceContext } from "../context";

/** Throws `invalid_input` for a selection that is not, or no longer, one of this task: no rows would look like an answer. */
export async function requireSelection(ctx: ServiceContext, taskPk: number, id: string): Promise<void> {
  if (await findSelection(ctx.deps.database, taskPk, id)) return;
  throw new AppError("invalid_input", "This selection is not, or no longer, kept.", {
    hint: "selection_gone",
    invalidParams: [{ path: "selection", message: "must be a selection of this task that is still kept" }],
  });
}
