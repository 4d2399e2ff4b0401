import type { Connection } from "@/lib/contracts/connections";
import type { JsonObject } from "@/lib/contracts/json";
import type { DraftControls } from "../step-props";
import type { DraftError } from "../validate-draft";

/** What the form of a type's document is given: it shows the document and writes a new one with every change. */
export interface FormProps {
  connection: Connection;
  controls: DraftControls;
  /** Null while nothing was said. */
  document: JsonObject | null;
  errors: readonly DraftError[];
  /** What the product's model has against the value at a path of the document, as a sentence. */
  warningAt: (path: string) => string | undefined;
  write: (document: JsonObject | null) => void;
  toJson: () => void;
}
