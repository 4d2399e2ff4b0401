/** Between ids of a pasted list: white space, what spreadsheets and JSON put there, and the marks of Chinese text. */
const between = /[\s,;|"'`[\](){}，；、]+/;

/** The ids of a pasted text, each once, in its order. */
export function listIds(text: string): string[] {
  return [...new Set(text.split(between))].filter((id) => id !== "");
}
