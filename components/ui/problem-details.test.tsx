import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it } from "vitest";
import { ApiError } from "@/lib/client/api-error";
import type { Problem } from "@/lib/contracts/problem";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import { ProblemCard } from "./problem-details";

const refused: Problem = {
  type: "urn:muster:problem:upstream_auth",
  title: "The platform does not accept our credentials",
  status: 502,
  detail: "The platform refused the credentials of this connection or their rights.",
  code: "upstream_auth",
  requestId: "r-1",
  upstream: {
    status: 403,
    errorCode: "IOTDA.000022",
    errorMessage: "User has no permission.",
    requestId: null,
  },
  hint: "An English hint.",
  hintKey: "no_permission",
  missingPermission: "iotda:batchtasks:create",
};

function render(locale: "en" | "zh-CN", changes: Partial<Problem> = {}): string {
  const error = new ApiError("upstream_auth", 502, { ...refused, ...changes });
  return renderToStaticMarkup(
    <IntlProvider locale={locale} messages={locale === "en" ? en : zhCN} timeZone="UTC">
      <ProblemCard title="Card" error={error} />
    </IntlProvider>,
  );
}

describe("ProblemCard", () => {
  it.each([
    ["en", en],
    ["zh-CN", zhCN],
  ] as const)("says in %s what happened, what to do and which permission is missing", (locale, messages) => {
    const page = render(locale);
    expect(page).toContain(messages.upstream.no_permission.title);
    expect(page).toContain(messages.upstream.no_permission.hint);
    expect(page).toContain(messages.problem.missingPermission);
    for (const fact of ["iotda:batchtasks:create", "IOTDA.000022", "User has no permission.", "r-1"]) {
      expect(page).toContain(fact);
    }
    expect(page).not.toContain("An English hint.");
    // In another language the server's sentence comes with its translation.
    expect(page.includes(refused.detail)).toBe(locale === "en");
  });

  it("shows what the server wrote about a word this page does not know", () => {
    const page = render("en", { hintKey: "word_of_a_newer_server", missingPermission: undefined });
    expect(page).toContain(en.problem.upstream_auth);
    expect(page).toContain("An English hint.");
    expect(page).not.toContain(en.problem.missingPermission);
  });

  it("finds the words for hints of our own", () => {
    expect(render("en", { hintKey: undefined, hint: "archived" })).toContain(en.hint.archived);
  });
});
