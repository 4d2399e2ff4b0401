import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { productListOptions, productOptions } from "@/lib/client/fleet-queries";
import { packageOptions } from "@/lib/client/picker-queries";
import type { Connection } from "@/lib/contracts/connections";
import type { JsonObject } from "@/lib/contracts/json";
import type { UpgradePackage } from "@/lib/contracts/pickers";
import type { ModelField, ModelProperty, ProductWithModel } from "@/lib/contracts/products";
import en from "@/lib/i18n/messages/en.json";
import zhCN from "@/lib/i18n/messages/zh-CN.json";
import { emptyDraft, type WizardDraft } from "../../draft";
import { ParametersStep } from "../parameters-step";

export const productId = "65e1a0c04c3d5e6f70819201";
const field = (name: string, part: Partial<ModelField>): ModelField => ({
  ...{ name, type: "string", platformType: null, required: false, min: null, max: null, step: null },
  ...{ maxLength: null, unit: null, choices: [], description: null },
  ...part,
});
const property = (name: string, part: Partial<ModelProperty>): ModelProperty => ({
  ...field(name, { type: "int", min: 0, max: 100 }),
  ...{ method: "RW", writable: true },
  ...part,
});
const product: ProductWithModel = {
  ...{ productId, name: "Water meter G3", appId: null, appName: null, deviceType: null, protocol: null },
  ...{ dataFormat: null, manufacturer: null, industry: null, description: null, createdAt: null },
  services: [
    {
      serviceId: "Valve",
      description: null,
      commands: [
        {
          name: "SET_POSITION",
          parameters: [
            field("position", { type: "enum", required: true, choices: ["open", "closed"] }),
            field("delay_s", { type: "int", min: 0, max: 600, unit: "s" }),
            field("reason", { maxLength: 32 }),
          ],
        },
        { name: "RESET", parameters: [] },
      ],
      properties: [property("level", {}), property("total", { method: "R", writable: false })],
    },
  ],
};
const pack = (packageId: string, part: Partial<UpgradePackage> = {}): UpgradePackage => ({
  ...{ packageId, type: "modulePackage", version: "2.4.1", productId, productName: "Water meter G3" },
  ...{ moduleName: "modem", sourceVersions: [], description: null, createdAt: null },
  ...part,
});

function seeded(): QueryClient {
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } } });
  const pages = <Item,>(items: Item[]) => ({
    pages: [{ items, total: null, nextCursor: null }],
    pageParams: [""],
  });
  client.setQueryData(productOptions("plant", productId, null).queryKey, product);
  client.setQueryData(productListOptions("plant", { q: "", appId: null }).queryKey, pages([product]));
  for (const type of ["modulePackage", "firmwarePackage"] as const)
    client.setQueryData(
      packageOptions("plant", { type, appId: null, q: "" }).queryKey,
      pages([pack("p1"), pack("p2")]),
    );
  return client;
}

export function targetsOf(
  products: { productId: string; count: number }[],
  count: number,
): WizardDraft["targets"] {
  return {
    ...{ lines: count, read: count, count, repeatCount: 0, problemCount: 0, problems: [], repeats: [] },
    ...{ products, idsText: "a\nb", sample: { first: ["a"], last: ["b"] } },
  };
}

export interface ParametersCase {
  type: string;
  document?: JsonObject | string;
  draft?: Partial<WizardDraft>;
  locale?: "en" | "zh-CN";
}

/** The step as it first appears, with the product and the packages already read. */
export function renderParameters({ type, document, draft = {}, locale = "en" }: ParametersCase): string {
  const text = typeof document === "string" ? document : document ? JSON.stringify(document, null, 2) : "";
  const whole: WizardDraft = { ...emptyDraft, type, documents: { [type]: text }, ...draft };
  const connection = { slug: "plant", name: "Plant", kind: type === "DeviceCmd" ? "na" : "v5" } as Connection;
  return renderToStaticMarkup(
    <IntlProvider
      locale={locale}
      messages={locale === "en" ? en : zhCN}
      timeZone="UTC"
      onError={(error) => {
        throw error;
      }}
    >
      <QueryClientProvider client={seeded()}>
        <ParametersStep
          connection={connection}
          controls={{ draftId: "d", draft: whole, change: () => undefined, flush: async () => undefined }}
          errors={[]}
          onBack={() => undefined}
          onContinue={() => undefined}
        />
      </QueryClientProvider>
    </IntlProvider>,
  );
}

/** What can be read of some markup. */
export const words = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&#x27;", "'")
    .replaceAll(/\s+/g, " ");
export const agreed = { targets: targetsOf([{ productId, count: 2 }], 2) };
export const command = (paras: JsonObject) => ({ service_id: "Valve", command_name: "SET_POSITION", paras });
/** The value a select shows. */
export const chosen = (html: string, id: string) =>
  new RegExp(`<select id="${id}".*?</select>`).exec(html)?.[0].match(/<option value="([^"]*)" selected/)?.[1];
