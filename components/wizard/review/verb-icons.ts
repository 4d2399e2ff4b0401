import type { IconName } from "../../ui/icons";
import type { Verb } from "./confirmation";

/** Verbs with a drawing of their own. */
export const verbIcons: Partial<Record<Verb, IconName>> = { delete: "trash", freeze: "snow" };
