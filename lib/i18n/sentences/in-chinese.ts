import { translateSentences } from "./translate-sentences";
import book from "./zh-CN.json";

/** What the server said in English, in Chinese. */
export const translate = (text: string): string => translateSentences(book, text);
