import { zipSync } from "fflate";
import { expect } from "vitest";
import { device, group, type Play, people, product, refused, space, taskId } from "./example-facts";

const shownProduct = {
  productId: product,
  name: "Smart pump",
  appId: space,
  appName: "north-plant",
  deviceType: "Pump",
  protocol: "MQTT",
  dataFormat: "json",
  manufacturer: "Acme",
  industry: "Water",
  description: null,
  createdAt: "2025-10-16T09:00:00.000Z",
};
const shownDevice = {
  deviceId: device(1),
  nodeId: "pump-0001",
  name: "Pump 0001",
  appId: space,
  appName: "north-plant",
  productId: product,
  productName: "Smart pump",
  gatewayId: device(1),
  nodeType: "GATEWAY",
  status: "OFFLINE",
  description: null,
  firmwareVersion: "2.4.0",
  softwareVersion: "1.9.2",
  sdkVersion: null,
  tags: [{ key: "site", value: "north" }],
  marker: null,
};
const shownExport = {
  exportId: "6b0175003b7e4c5d9a1f0e01",
  taskId: "6b016f243b7e4c5d9a1f0c21",
  appId: space,
  format: "xls",
  createdAt: "2026-11-21T10:40:00.120Z",
};
const storedFile = {
  fileId: "0d6b2c6e-19a4-4f0d-8f4b-0f5a8d5c7e91",
  name: "register_lot_20261121_101600.xlsx",
  uploadedAt: "2026-11-21T10:16:01.000Z",
};
/** What every upload of the examples sends. */
export const workbook = { name: storedFile.name, content: Buffer.from("PK workbook") };
const upload: Play["call"] = (platform) => platform.uploadFile(workbook, people);

/** What the download of the examples brings: the smallest zip there is, without a file. */
export const results = Buffer.from(zipSync({}));

const lists = (call: Play["call"], row: object, marker: string | null = null): Play => ({
  call,
  gives: { rows: [expect.objectContaining(row)], total: 1, marker },
});

/** The examples of files, exports and everything to choose from (sheet §7, §8, §11). */
export const fleetPlays: Record<string, Play> = {
  "app-not-found": {
    call: (platform) => platform.showApp("f".repeat(32), people),
    gives: refused(403, "IOTDA.001000"),
  },
  "apps-list": {
    call: (platform) => platform.listApps(people),
    gives: [{ appId: space, name: "north-plant", default: true }],
  },
  "batchtask-file-delete": {
    call: (platform) => platform.deleteFile(storedFile.fileId, people),
    gives: undefined,
  },
  "batchtask-file-list": { call: (platform) => platform.listFiles(people), gives: [storedFile] },
  "batchtask-file-upload-duplicate": { call: upload, gives: refused(400, "IOTDA.014602") },
  "batchtask-file-upload": { call: upload, gives: storedFile },
  "device-show": {
    call: (platform) => platform.showDevice(device(1), people),
    gives: {
      ...shownDevice,
      modules: [{ name: "modem", version: "3.1" }],
      groupIds: [],
      extension: null,
      createdAt: "2025-10-16T09:15:00.000Z",
      activeAt: "2025-10-17T06:00:00.000Z",
      statusChangedAt: "2026-11-20T22:10:05.331Z",
    },
  },
  "devices-list": {
    call: (platform) => platform.listDevices({ productId: product, appId: space, limit: 50 }, people),
    gives: {
      rows: [
        expect.objectContaining({ deviceId: device(2), status: "ONLINE" }),
        expect.objectContaining({ ...shownDevice, modules: [], createdAt: null }),
      ],
      total: 2,
      marker: null,
    },
  },
  "devices-search": {
    call: (platform, { request }) => platform.searchDevices((request.body as { sql: string }).sql, people),
    gives: {
      devices: [
        expect.objectContaining({
          deviceId: device(2),
          status: "ONLINE",
          tags: [{ key: "site", value: "north" }],
          groupIds: [group],
          modules: [],
          marker: "68f0b0003b7e4c5d9a1f0002",
        }),
      ],
      count: null,
    },
  },
  "export-create": {
    call: (platform) => platform.createExport({ taskId, appId: space }, people),
    gives: { ...shownExport, status: "Processing", count: 0, progress: 1, endedAt: null },
  },
  "export-delete": {
    call: (platform) => platform.deleteExport(shownExport.exportId, people),
    gives: undefined,
  },
  "export-download": {
    call: (platform) => platform.downloadExport(shownExport.exportId, people),
    gives: results,
  },
  "export-list": lists((platform) => platform.listExports({ taskId, limit: 10 }, people), {
    ...shownExport,
    status: "Success",
    count: 3,
    progress: 100,
    endedAt: "2026-11-21T10:40:04.480Z",
  }),
  "group-devices": lists((platform) => platform.listGroupDevices(group, { limit: 50 }, people), {
    deviceId: device(2),
    nodeId: "pump-0002",
    name: "Pump 0002",
    productId: product,
    status: null,
  }),
  "groups-list": lists((platform) => platform.listGroups({ appId: space, limit: 50 }, people), {
    groupId: group,
    name: "north",
    description: null,
    parentId: null,
    type: "STATIC",
    rule: null,
  }),
  "ota-packages-list": lists(
    (platform) =>
      platform.listPackages({ type: "firmwarePackage", appId: space, productId: product, limit: 50 }, people),
    {
      packageId: "68fa12bc34de56f0789a1b2c",
      type: "firmwarePackage",
      version: "2.4.1",
      productId: product,
      productName: "Smart pump",
      moduleName: null,
      sourceVersions: ["2.3.0", "2.4.0"],
      description: "Bearing fix",
      createdAt: "2026-10-23T08:15:00.000Z",
    },
  ),
  "product-show": {
    call: (platform) => platform.showProduct(product, space, people),
    gives: {
      ...shownProduct,
      services: [
        {
          serviceId: "pump",
          type: "pump",
          description: null,
          option: "Master",
          properties: [expect.objectContaining({ property_name: "max_rpm", max: "3600", method: "RW" })],
          commands: [
            expect.objectContaining({
              command_name: "SET_MODE",
              paras: [
                expect.objectContaining({ para_name: "mode", enum_list: ["ECO", "NORMAL", "BOOST"] }),
                expect.objectContaining({ para_name: "minutes", required: false }),
              ],
            }),
          ],
          events: [],
        },
      ],
    },
  },
  "products-list": lists((platform) => platform.listProducts({ appId: space, limit: 50 }, people), {
    ...shownProduct,
    services: null,
  }),
};
