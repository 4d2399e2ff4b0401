import { renderToStaticMarkup } from "react-dom/server";
import { useTranslations } from "use-intl";
import { expect, it } from "vitest";
import { CommonWordsProvider, WordsProvider } from "./words-provider";

const common = JSON.stringify({ common: { any: "Any" }, status: { Fail: "Failed" } });
const own = JSON.stringify({ task: { tags: "Tags" }, common: { any: "Of the page" } });

function Said() {
  const t = useTranslations();
  return [t("status.Fail"), t("task.tags"), t("common.any")].join(", ");
}

it("lays a page's words over those that every page has", () => {
  const page = renderToStaticMarkup(
    <CommonWordsProvider locale="en" timeZone="UTC" text={common}>
      <WordsProvider text={own}>
        <Said />
      </WordsProvider>
    </CommonWordsProvider>,
  );
  expect(page).toBe("Failed, Tags, Of the page");
});
