export interface VariableProblem {
  variable: string;
  /** What the value must be; never the value. */
  rule: string;
}
