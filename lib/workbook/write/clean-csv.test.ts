import { expect, it } from "vitest";
import { cleanCsv } from "./clean-csv";

const clean = (text: string) => Buffer.from(cleanCsv(Buffer.from(text))).toString();

it("writes moments as ISO 8601, and leaves everything that is quoted alone", () => {
  expect(
    clean('"a +00 b",,1,2026-11-22 12:00:00.25+00,2026-11-22 12:00:01+00,"2026-11-22 12:00:00+00"\n'),
  ).toBe('"a +00 b",,1,2026-11-22T12:00:00.25+00:00,2026-11-22T12:00:01+00:00,"2026-11-22 12:00:00+00"\n');
  expect(clean('"say ""a + b""",2026-11-22 12:00:00+00\n')).toBe(
    '"say ""a + b""",2026-11-22T12:00:00+00:00\n',
  );
});

it("has room for nothing but moments", () => {
  const moments = "2026-11-22 12:00:00+00,".repeat(1_000);
  expect(clean(moments)).toBe("2026-11-22T12:00:00+00:00,".repeat(1_000));
});

it("drops what XML has no form for", () => {
  expect(clean('"a\u0000\u001b[31m\ufffe\uffff\ufeff\ttab\nline"\n')).toBe('"a[31m\ufeff\ttab\nline"\n');
});
