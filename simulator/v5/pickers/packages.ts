import { createHash } from "node:crypto";
import {
  createdAtOf,
  findPackage,
  findProduct,
  PACKAGES,
  type PackageType,
  type UpgradePackage,
} from "../../fleet/catalogue";
import { type Answer, json } from "../../http/answer";
import type { PlatformCall } from "../../http/routes";
import { LIMITS } from "../../limits";
import { PlatformRefusal } from "../../refusals";
import { toCompactTime } from "../../utc-time";
import { type Platform, spaceFilter } from "../platform";
import { listPage } from "./list-page";

const TYPES: readonly PackageType[] = ["softwarePackage", "firmwarePackage", "modulePackage"];

/** Upgrade packages (sheet §11.6): `package_type` is mandatory. */
export function listPackages(_platform: Platform, { query }: PlatformCall): Answer {
  const appId = spaceFilter(query);
  const type = query.word("package_type", TYPES);
  if (!type) throw new PlatformRefusal("IOTDA.000006", "package_type is missing.");
  const productId = query.text("product_id", LIMITS.packageIdLength);
  const version = query.text("version", LIMITS.packageVersionLength);
  const packages = PACKAGES.filter((entry) => {
    if (entry.type !== type || (appId !== undefined && spaceOf(entry) !== appId)) return false;
    return (productId ?? entry.productId) === entry.productId && (version ?? entry.version) === entry.version;
  });
  return listPage("packages", packages, query, (entry) => entry.packageId, packageRow);
}

export function showPackage(_platform: Platform, { params }: PlatformCall): Answer {
  const entry = findPackage(params.packageId ?? "");
  if (!entry) throw new PlatformRefusal("IOTDA.028000");
  const object_key = `${entry.productId}/${entry.version}.bin`;
  const sign = createHash("sha256").update(object_key).digest("hex");
  const location = { region_name: "cn-north-4", bucket_name: "sandbox-packages", object_key, sign };
  return json(200, { ...packageRow(entry), file_location: { obs_location: location } });
}

function packageRow(entry: UpgradePackage) {
  return {
    package_id: entry.packageId,
    app_id: spaceOf(entry),
    package_type: entry.type,
    product_id: entry.productId,
    product_name: findProduct(entry.productId)?.name,
    module_name: entry.module,
    version: entry.version,
    support_source_versions: entry.sources,
    description: entry.description,
    custom_info: "",
    create_time: toCompactTime(createdAtOf(entry.packageId)),
  };
}

function spaceOf(entry: UpgradePackage): string | undefined {
  return findProduct(entry.productId)?.appId;
}
