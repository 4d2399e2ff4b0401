import { createdAtOf, findProduct, findSpace, PRODUCTS, type Product } from "../../fleet/catalogue";
import { type Answer, json } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { LIMITS } from "../../limits";
import { PlatformRefusal } from "../../refusals";
import { toCompactTime } from "../../utc-time";
import { type Platform, spaceFilter } from "../platform";
import { listPage } from "./list-page";

/** Products (sheet §11.2). */
export function listProducts(_platform: Platform, { query }: PlatformCall): Answer {
  const appId = spaceFilter(query);
  const name = query.text("product_name", LIMITS.productNameLength);
  const products = PRODUCTS.filter((product) => {
    return (appId === undefined || product.appId === appId) && (name === undefined || product.name === name);
  });
  return listPage("products", products, query, (product) => product.productId, productRow);
}

/** One product with its model. */
export function showProduct(_platform: Platform, { params, query }: PlatformCall): Answer {
  const appId = spaceFilter(query);
  const product = findProduct(params.productId ?? "");
  if (!product || (appId !== undefined && product.appId !== appId)) throw new PlatformRefusal("IOTDA.013000");
  return json(200, { ...productRow(product), service_capabilities: product.services });
}

function productRow(product: Product) {
  return {
    app_id: product.appId,
    app_name: findSpace(product.appId)?.name,
    product_id: product.productId,
    name: product.name,
    device_type: product.deviceType,
    protocol_type: product.protocol,
    data_format: product.dataFormat,
    manufacturer_name: product.manufacturer,
    industry: product.industry,
    description: "",
    create_time: toCompactTime(createdAtOf(product.productId)),
  };
}
