import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { expect, it } from "vitest";
import en from "@/lib/i18n/messages/en.json";
import { ConnectionTag } from "./connection-tag";

const plain = { archived: false, sandbox: false, purpose: null, kind: "v5" } as const;

it.each([
  [{}, []],
  [{ purpose: "production" }, ["PROD"]],
  [{ purpose: "test", kind: "na" }, ["TEST", "LEGACY"]],
  [{ purpose: "production", archived: true }, ["ARCHIVED"]],
  [{ sandbox: true, kind: "na" }, ["SANDBOX", "LEGACY"]],
  // What was never real stays marked as such.
  [{ sandbox: true, kind: "na", archived: true }, ["SANDBOX", "ARCHIVED"]],
] as const)("%o is tagged %o", (change, tags) => {
  const html = renderToStaticMarkup(
    <IntlProvider locale="en" messages={en} timeZone="UTC">
      <ConnectionTag connection={{ ...plain, ...change }} />
    </IntlProvider>,
  );
  expect([...html.matchAll(/>([A-Z]+)</g)].map(([, tag]) => tag)).toEqual(tags);
});
