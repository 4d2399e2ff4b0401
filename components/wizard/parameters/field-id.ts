/** Id of the control of a path; keys of a document may hold blanks, which no list of ids survives. */
export function fieldId(path: string): string {
  return `w-${path.replace(/\s/g, "_")}`;
}
