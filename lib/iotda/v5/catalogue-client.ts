import type { CataloguePlatform } from "../platform-fleet";
import { checkId } from "../wire/checks";
import { readAnswer } from "../wire/read-answer";
import {
  ApiApp,
  ApiAppList,
  ApiModuleList,
  ApiPackageList,
  ApiPackageShow,
  ApiProduct,
  ApiProductList,
} from "./api-catalogue";
import { checkText, lengths } from "./limits";
import { toModule, toPackage, toProduct, toResourceSpace, toShownPackage } from "./map-catalogue";
import type { V5Requests } from "./requests";

/** Packages, modules, resource spaces and products (sheet §11.1, §11.2, §11.6). */
export function createCatalogueClient({ send, list }: V5Requests): CataloguePlatform {
  return {
    listPackages: async ({ type, appId, productId, version, ...page }, options) =>
      list(
        {
          operation: "ListOtaPackages",
          path: ["ota-upgrades", "packages"],
          query: {
            app_id: checkText(appId, "appId", lengths.appId),
            package_type: type,
            product_id: checkText(productId, "productId", lengths.productId),
            version: checkText(version, "version", lengths.packageVersion),
          },
          read: (answer) => {
            const { packages, page: info } = readAnswer(ApiPackageList, answer);
            return { rows: packages.map(toPackage), page: info };
          },
        },
        page,
        options,
      ),

    showPackage: async (packageId, options) =>
      send(
        {
          operation: "ShowOtaPackage",
          method: "GET",
          path: ["ota-upgrades", "packages", checkId(packageId, "packageId", lengths.packageId)],
          read: (answer) => toShownPackage(readAnswer(ApiPackageShow, answer)),
        },
        options,
      ),

    listModules: async ({ appId, productId, ...page }, options) =>
      list(
        {
          operation: "ListOtaModules",
          path: ["ota-upgrades", "modules"],
          query: {
            app_id: checkText(appId, "appId", lengths.appId),
            product_id: checkText(productId, "productId", lengths.productId),
          },
          read: (answer) => {
            const { modules, page: info } = readAnswer(ApiModuleList, answer);
            return { rows: modules.map(toModule), page: info };
          },
        },
        page,
        options,
      ),

    listApps: async (options, filter) =>
      send(
        {
          operation: "ListApplications",
          method: "GET",
          path: ["apps"],
          query: { default_app: filter?.isDefault },
          read: (answer) => readAnswer(ApiAppList, answer).applications.map(toResourceSpace),
        },
        options,
      ),

    showApp: async (appId, options) =>
      send(
        {
          operation: "ShowApplication",
          method: "GET",
          path: ["apps", checkId(appId, "appId", lengths.appId)],
          read: (answer) => toResourceSpace(readAnswer(ApiApp, answer)),
        },
        options,
      ),

    listProducts: async ({ appId, name, ...page }, options) =>
      list(
        {
          operation: "ListProducts",
          path: ["products"],
          query: {
            app_id: checkText(appId, "appId", lengths.appId),
            product_name: checkText(name, "name", lengths.productName),
          },
          read: (answer) => {
            const { products, page: info } = readAnswer(ApiProductList, answer);
            return { rows: products.map(toProduct), page: info };
          },
        },
        page,
        options,
      ),

    showProduct: async (productId, appId, options) =>
      send(
        {
          operation: "ShowProduct",
          method: "GET",
          path: ["products", checkId(productId, "productId", lengths.productId)],
          query: { app_id: checkText(appId ?? undefined, "appId", lengths.appId) },
          read: (answer) => toProduct(readAnswer(ApiProduct, answer)),
        },
        options,
      ),
  };
}
