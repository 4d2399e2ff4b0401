import {
  type Attempt,
  byClient,
  byPlatform,
  type LimitCase,
  meter,
  meterProduct,
  people,
  text,
} from "./limit-case";

const invalid = byPlatform("IOTDA.000006");

type Lists = "listProducts" | "listDevices" | "listGroups" | "listModules";
const listing =
  (list: Lists, changes: object): Attempt =>
  ({ platform }) =>
    platform[list]({ limit: 10, ...changes }, people);
const listingPackages =
  (changes: object): Attempt =>
  ({ platform }) =>
    platform.listPackages({ type: "firmwarePackage", limit: 10, ...changes }, people);
const searching =
  (sql: string): Attempt =>
  ({ platform }) =>
    platform.searchDevices(sql, people);
const searchingWhere = (conditions: string): Attempt =>
  searching(`select count(*) from device where ${conditions}`);
/** A statement of exactly `length` characters that finds nothing. */
const statement = (length: number) => {
  const [head, tail] = ["select * from device where device_id = '", "'"];
  return head + text(length - head.length - tail.length) + tail;
};
const statuses = (count: number) => Array.from({ length: count }, () => "status = 'ONLINE'").join(" or ");

/** A text to search for: what the client refuses is one character longer. */
const texts = (section: string, list: Lists, parameter: string, name: string, length: number): LimitCase => ({
  limit: `${section} ${name}: ${length} characters (${list})`,
  inside: listing(list, { [parameter]: text(length) }),
  ...(parameter === "appId" ? { insideMeets: "IOTDA.001000" } : {}),
  outside: listing(list, { [parameter]: text(length + 1) }),
  refusal: byClient(parameter),
});
const paging = (section: string, list: Lists): LimitCase[] => [
  {
    limit: `${section} limit: at most 50 (${list})`,
    inside: listing(list, { limit: 50 }),
    outside: listing(list, { limit: 51 }),
    refusal: byClient("limit"),
  },
  {
    limit: `${section} offset: at most 500 (${list})`,
    inside: listing(list, { offset: 500 }),
    outside: listing(list, { offset: 501 }),
    refusal: byClient("offset"),
  },
  {
    limit: `${section} marker: 24 hex characters (${list})`,
    inside: listing(list, { marker: "0".repeat(24) }),
    outside: listing(list, { marker: "0".repeat(23) }),
    refusal: byPlatform("IOTDA.000018"),
  },
];
/** An id in the path: one that does not exist meets its own code. */
const ids = (
  limit: string,
  path: string,
  show: (id: string) => Attempt,
  length: number,
  meets: string,
): LimitCase => ({
  limit: `${limit}: ${length} characters`,
  inside: show(text(length)),
  insideMeets: meets,
  outside: show(text(length + 1)),
  refusal: byClient(path),
});
const registered = (from: string, to: string) =>
  listing("listDevices", { registeredFrom: from, registeredTo: to });

/** Limits of everything there is to choose from (sheet §11). */
export const fleetLimits: LimitCase[] = [
  ...paging("§11.2", "listProducts"),
  ...paging("§11.3", "listDevices"),
  ...paging("§11.5", "listGroups"),
  ...paging("§11.6", "listModules"),
  texts("§11.2", "listProducts", "appId", "app_id", 36),
  texts("§11.2", "listProducts", "name", "product_name", 64),
  texts("§11.3", "listDevices", "appId", "app_id", 36),
  texts("§11.3", "listDevices", "productId", "product_id", 36),
  texts("§11.3", "listDevices", "gatewayId", "gateway_id", 128),
  texts("§11.3", "listDevices", "nodeId", "node_id", 64),
  texts("§11.3", "listDevices", "name", "device_name", 256),
  texts("§11.5", "listGroups", "appId", "app_id", 36),
  texts("§11.5", "listGroups", "name", "name", 64),
  texts("§11.6", "listModules", "appId", "app_id", 36),
  texts("§11.6", "listModules", "productId", "product_id", 36),
  ids(
    "§11.1 app_id in the path",
    "appId",
    (id) =>
      ({ platform }) =>
        platform.showApp(id, people),
    36,
    "IOTDA.001000",
  ),
  ids(
    "§11.2 product_id in the path",
    "productId",
    (id) =>
      ({ platform }) =>
        platform.showProduct(id, null, people),
    36,
    "IOTDA.013000",
  ),
  ids(
    "§11.3 device_id in the path",
    "deviceId",
    (id) =>
      ({ platform }) =>
        platform.showDevice(id, people),
    128,
    "IOTDA.014000",
  ),
  ids(
    "§11.5 group_id in the path",
    "groupId",
    (id) =>
      ({ platform }) =>
        platform.showGroup(id, people),
    36,
    "IOTDA.003000",
  ),
  ids(
    "§11.6 package_id in the path",
    "packageId",
    (id) =>
      ({ platform }) =>
        platform.showPackage(id, people),
    36,
    "IOTDA.028000",
  ),
  {
    limit: "§11.3 is_cascade_query: only with gateway_id",
    inside: listing("listDevices", { gatewayId: meter(1), isCascade: true }),
    outside: listing("listDevices", { isCascade: true }),
    refusal: byClient("isCascade"),
  },
  {
    limit: "§11.3 start_time: before end_time",
    inside: registered("2026-01-01T00:00:00.000Z", "2026-01-01T00:00:01.000Z"),
    outside: registered("2026-01-01T00:00:01.000Z", "2026-01-01T00:00:00.000Z"),
    refusal: byPlatform("IOTDA.000010"),
  },
  {
    limit: "§11.5 group_type: STATIC or DYNAMIC",
    inside: listing("listGroups", { type: "DYNAMIC" }),
    outside: listing("listGroups", { type: "OTHER" }),
    refusal: invalid,
  },
  {
    limit: "§11.6 version: 256 characters",
    inside: listingPackages({ version: text(256) }),
    outside: listingPackages({ version: text(257) }),
    refusal: byClient("version"),
  },
  {
    limit: "§11.6 limit: at most 50 (listPackages)",
    inside: listingPackages({ limit: 50 }),
    outside: listingPackages({ limit: 51 }),
    refusal: byClient("limit"),
  },
  {
    limit: "§11.6 package_type: one that exists",
    inside: listingPackages({ type: "modulePackage" }),
    outside: listingPackages({ type: "otherPackage" }),
    refusal: invalid,
  },
  {
    limit: "§11.4 sql: 400 characters",
    inside: searching(statement(400)),
    outside: searching(statement(401)),
    refusal: byClient("sql"),
  },
  {
    limit: "§11.4 sql: 5 conditions",
    inside: searchingWhere(statuses(5)),
    outside: searchingWhere(statuses(6)),
    refusal: invalid,
  },
  {
    limit: "§11.4 sql: no nesting",
    inside: searchingWhere("status = 'ONLINE' and node_type = 'GATEWAY'"),
    outside: searchingWhere("(status = 'ONLINE') and node_type = 'GATEWAY'"),
    refusal: invalid,
  },
  {
    limit: "§11.4 sql: fields that exist",
    inside: searching("select device_id, status from device limit 1"),
    outside: searching("select secret from device limit 1"),
    refusal: invalid,
  },
  {
    limit: "§11.4 sql: 50 rows",
    inside: searching("select * from device limit 50"),
    outside: searching("select * from device limit 51"),
    refusal: byPlatform("IOTDA.000017"),
  },
  {
    limit: "§11.4 sql: offset 500",
    inside: searching("select * from device limit 500,10"),
    outside: searching("select * from device limit 501,10"),
    refusal: invalid,
  },
  {
    limit: "§11.4 sql: like takes 4 characters before %",
    inside: searchingWhere("node_id like 'wm-0%'"),
    outside: searchingWhere("node_id like 'wm-%'"),
    refusal: invalid,
  },
  {
    limit: "§11.4 sql: like for names and tags only",
    inside: searchingWhere("device_name like 'Water%'"),
    outside: searchingWhere(`product_id like '${meterProduct.slice(0, 8)}%'`),
    refusal: invalid,
  },
  {
    limit: "§11.4 sql: in for all but the tags",
    inside: searchingWhere("status in ('ONLINE','OFFLINE')"),
    outside: searchingWhere("tag_key in ('site')"),
    refusal: invalid,
  },
  {
    limit: "§11.4 sql: > and < for times and markers only",
    inside: searchingWhere("create_time > '2026-01-01T00:00:00.000Z'"),
    outside: searchingWhere("fw_version > '1.0'"),
    refusal: invalid,
  },
  {
    limit: "§11.4 sql: no comparison with an empty value",
    inside: searchingWhere("sw_version != 'x'"),
    outside: searchingWhere("sw_version = ''"),
    refusal: invalid,
  },
];
