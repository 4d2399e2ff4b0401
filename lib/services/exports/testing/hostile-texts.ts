/** What begins a formula somewhere, and what may stand before it. */
const starts = [
  ...[
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    "\ufeff",
    "\ufffe",
    "\uffff",
  ],
  ...["\u0001", "\u0008\u001f", "'", '"', ",", ";", " ", "_x003D_", "\u{1f600}", "\\.", "\\N", "&", "<", ""],
];
const bodies = [
  ...["1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://x","y")', "a\nb", "a\r\nb", '"",="x"', "]]>&amp;<a/>"],
  ...["_x000D_ _x", "\u0000\u0007\u001b[31m", "设备 离线", "\u{20bb7}", "0012", "1e5", "2026-11-22", " "],
];
const long = ["x".repeat(32_767), "=".repeat(40_000), "\u{1f600}".repeat(20_000), "设".repeat(33_000)];

/** So many texts as devices and people could send them, the same in every run; the database keeps no NUL. */
export function hostileTexts(count: number): string[] {
  const all = starts.flatMap((start) => bodies.map((body) => (start + body).replaceAll("\0", "")));
  return Array.from({ length: count }, (_, index) => long[index - 6] ?? all[index % all.length] ?? "");
}
