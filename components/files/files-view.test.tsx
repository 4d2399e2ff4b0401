import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it, vi } from "vitest";
import { fileKeys } from "@/lib/client/file-queries";
import type { CreateHindrance } from "@/lib/client/may-create";
import type { FileList } from "@/lib/contracts/files";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import { FilesView } from "./files-view";
import { draftId, fileList, keptFile, operationId, storedFile } from "./testing/sample-files";

vi.mock("next/navigation", () => ({ useRouter: () => ({ push: () => undefined }) }));

interface Scene {
  list?: FileList;
  hindrance?: CreateHindrance;
  fileRows?: number;
  locale?: "en" | "zh-CN";
}

/** The page as it is sent, with its markup taken out of the sentences. */
function render({ list, hindrance, fileRows, locale = "en" }: Scene) {
  const client = new QueryClient();
  if (list) client.setQueryData(fileKeys.list("plant"), list);
  const html = renderToStaticMarkup(
    <IntlProvider locale={locale} messages={locale === "en" ? en : zhCN} timeZone="UTC">
      <QueryClientProvider client={client}>
        <FilesView connection={{ slug: "plant", fileRows: fileRows ?? null }} hindrance={hindrance ?? null} />
      </QueryClientProvider>
    </IntlProvider>,
  );
  return { html, text: html.replace(/<[^>]+>/g, "").replaceAll("&#x27;", "'") };
}
const addButton = (html: string) => /<button[^>]*class="btn primary"[^>]*>/.exec(html)?.[0];
const draft = { draftId, kind: "draft", mine: true, name: "freeze_lot", step: "review" } as const;
const theirs = storedFile({ fileName: "theirs.xlsx", originalName: null, uploadedBy: null });

describe("the files of a connection", () => {
  it.each([
    ["en", ["2 of 10 places", "On platform, 40 min left", "Only in Muster", "Outside Muster", "1 file"]],
    ["zh-CN", ["2 / 10 个位置", "在平台上，还剩 40 分钟", "仅在 Muster 中", "Muster 之外", "1 个文件"]],
  ] as const)("are told apart by where they are and who put them there, in %s", (locale, words) => {
    const items = [storedFile({}), { ...theirs, fileId: "b" }];
    const { text } = render({ list: fileList({ items, kept: [keptFile({ draft })] }), locale });
    for (const word of words) expect(text).toContain(word);
  });

  it("say what is in a workbook kept here, and hand it out to who has its draft", () => {
    const { html, text } = render({
      list: fileList({ kept: [keptFile({ problemCount: 7, draft })] }),
    });
    expect(text).toContain("Register devices, 500 rows, 42 KB, 7 problems to fix");
    expect(html).toContain(`/c/plant/tasks/new?draft=${draftId}&amp;step=review`);
    expect(text).toContain("Draft, step 5");
    expect(html).toContain(`/api/v1/connections/plant/drafts/${draftId}/file`);
  });

  it("of others tell only that a draft has them", () => {
    const foreign = { draftId: null, kind: "draft", mine: false, name: null, step: null } as const;
    const { html, text } = render({ list: fileList({ kept: [keptFile({ draft: foreign })] }) });
    expect(text).toContain(en.files.foreignDraft);
    expect(html).not.toContain("/drafts/");
  });

  it("lead to the task they were for, or to what sends it", () => {
    const items = [
      storedFile({ fileId: "a", usedBy: [{ taskId: "t1", operationId, name: "done" }] }),
      storedFile({ fileId: "b", usedBy: [{ taskId: null, operationId, name: "soon" }] }),
    ];
    const { html } = render({ list: fileList({ items }) });
    expect(html).toContain('href="/c/plant/tasks/t1"');
    expect(html).toContain(`href="/c/plant/operations/${operationId}"`);
    expect(html).toContain(en.files.sending);
  });

  it("begin with templates where there are none", () => {
    const { html, text } = render({ list: fileList({}), locale: "zh-CN" });
    expect(text).toContain(zhCN.files.emptyTitle);
    expect(html.match(/workbook-templates\?type=\w+&amp;language=zh-CN/g)).toHaveLength(5);
  });

  it("name the connection's own limit of rows", () => {
    expect(render({ list: fileList({}) }).text).toContain("100,000");
    expect(render({ list: fileList({}), fileRows: 30_000 }).text).toContain("30,000 set in Settings");
  });
});

describe("adding", () => {
  it("is on where a place is free", () => {
    expect(addButton(render({ list: fileList({ items: [theirs] }) }).html)).toContain(
      'aria-disabled="false"',
    );
  });

  it("is off with the reason where all ten are taken, with when one is free", () => {
    const items = Array.from({ length: 10 }, (_, index) => storedFile({ fileId: `f${index}` }));
    const { html, text } = render({ list: fileList({ items }) });
    expect(addButton(html)).toContain('aria-disabled="true"');
    expect(text).toContain("All places on the platform are taken. The next is free in 40 min.");
    expect(text).toContain("Deleting one of Muster's own files frees one at once.");
  });

  it.each(["no_permission", "read_only", "archived"] as const)("is off with the reason: %s", (hindrance) => {
    const { html, text } = render({ list: fileList({}), hindrance });
    expect(addButton(html)).toContain('aria-disabled="true"');
    expect(text).toContain(en.files.hindrance[hindrance]);
  });
});

describe("while the platform does not answer", () => {
  const problem = { code: "upstream_unavailable", detail: "It does not answer." } as const;

  it("what is kept here is shown, and that more may be there", () => {
    const kept = [keptFile({})];
    const { text } = render({ list: fileList({ items: [storedFile({})], kept, readAt: null, problem }) });
    expect(text).toContain(en.files.platformUnknown);
    expect(text).toContain("the one file it put there within the last hour");
    expect(text).toContain("at least 1 of 10 places");
    expect(text).toContain(en.files.onlyHere);
    expect(text).toContain(en.problem.upstream_unavailable);
    expect(text).toContain(en.files.others.unknown);
  });

  it("an empty table is not taken for an empty platform", () => {
    const { text } = render({ list: fileList({ readAt: null, problem }) });
    expect(text).not.toContain(en.files.emptyTitle);
    expect(text).toContain("Unknown, of 10 places");
  });
});

it("the page stands before the first answer, with heads and no claims", () => {
  const { html, text } = render({});
  expect(html).toContain('aria-busy="true"');
  expect(text).toContain(en.files.columns.usedBy);
  expect(text).not.toContain(en.files.emptyTitle);
  expect(text).not.toMatch(/of 10 places/);
});
