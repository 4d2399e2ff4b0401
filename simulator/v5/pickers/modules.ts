import { createdAtOf, findProduct, MODULES, type UpgradeModule } from "../../fleet/catalogue";
import type { Answer } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { LIMITS } from "../../limits";
import { toCompactTime } from "../../utc-time";
import { type Platform, spaceFilter } from "../platform";
import { listPage } from "./list-page";

/** Modules that can be upgraded apart from firmware and software (sheet §11.6). */
export function listModules(_platform: Platform, { query }: PlatformCall): Answer {
  const appId = spaceFilter(query);
  const productId = query.text("product_id", LIMITS.productIdLength);
  const modules = MODULES.filter((entry) => {
    if (appId !== undefined && findProduct(entry.productId)?.appId !== appId) return false;
    return productId === undefined || entry.productId === productId;
  });
  return listPage("modules", modules, query, (entry) => entry.moduleId, moduleRow);
}

function moduleRow({ moduleId, productId, name, alias, description }: UpgradeModule) {
  const product = findProduct(productId);
  return {
    module_id: moduleId,
    app_id: product?.appId,
    product_id: productId,
    product_name: product?.name,
    module_name: name,
    alias_name: alias,
    description,
    create_time: toCompactTime(createdAtOf(moduleId)),
  };
}
