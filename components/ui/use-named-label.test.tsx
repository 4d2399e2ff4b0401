import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider, useTranslations } from "use-intl";
import { describe, expect, it } from "vitest";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import { useNamedLabel } from "./use-named-label";

const keys = ["selectDevice", "retryDevice", "detailsOf"] as const;

describe("a label put together once for many names", () => {
  it.each([
    ["en", en],
    ["zh-CN", zhCN],
  ] as const)("says what its message says: %s", (locale, messages) => {
    const seen: [string, string][] = [];
    function Probe({ of }: { of: (typeof keys)[number] }) {
      const t = useTranslations("task");
      const label = useNamedLabel(t, of);
      for (const name of ["wm-0000012", "$& {name}", ""]) seen.push([label(name), t(of, { name })]);
      return null;
    }
    renderToStaticMarkup(
      <IntlProvider locale={locale} messages={messages} timeZone="UTC">
        {keys.map((key) => (
          <Probe key={key} of={key} />
        ))}
      </IntlProvider>,
    );
    expect(seen).toHaveLength(9);
    for (const [made, said] of seen) expect(made).toBe(said);
  });
});
