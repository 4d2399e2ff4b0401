import { writeWorkbook } from "@/simulator/workbook/write-workbook";
import {
  type Attempt,
  byClient,
  byPlatform,
  draftOf,
  type LimitCase,
  oldWorkbook,
  people,
  text,
} from "./limit-case";

const megabyte = 1_024 * 1_024;

const uploading =
  (name: string, content = oldWorkbook()): Attempt =>
  ({ platform }) =>
    platform.uploadFile({ name, content }, people);
const storing =
  (count: number): Attempt =>
  async ({ platform }) => {
    for (let k = 0; k < count; k++) {
      await platform.uploadFile({ name: `lot_${k}.xls`, content: oldWorkbook() }, people);
    }
  };
const uploadingTwice =
  (first: string, second: string): Attempt =>
  async (scene) => {
    await uploading(first)(scene);
    await uploading(second)(scene);
  };
const uploadingRows =
  (count: number): Attempt =>
  async (scene) => {
    const rows = [["device_id"], ...Array.from({ length: count }, (_, k) => [`d${k}`])];
    await uploading("rows.xlsx", await writeWorkbook(rows))(scene);
  };
/** Made of a file that has been stored for so long. */
const usingAfter =
  (milliseconds: number): Attempt =>
  async ({ platform, simulator }) => {
    const { fileId } = await platform.uploadFile({ name: "lot.xls", content: oldWorkbook() }, people);
    simulator.advanceClock(milliseconds);
    return platform.createTask(draftOf("createDevices", { targets: { kind: "file", fileId } }), people);
  };
const deleting =
  (fileId: string): Attempt =>
  ({ platform }) =>
    platform.deleteFile(fileId, people);

/** Tasks that stand still, one for each export: exports of one task replace each other. */
const exporting =
  (count: number): Attempt =>
  async ({ platform, simulator }) => {
    for (let k = 0; k < count; k++) {
      const taskId = simulator.stageTask({ count: 5, type: "createCommands", still: true, name: `t${k}` });
      await platform.createExport({ taskId }, people);
    }
  };
const exportingFor =
  (appId: string): Attempt =>
  ({ platform, simulator }) =>
    platform.createExport(
      { taskId: simulator.stageTask({ count: 5, type: "createCommands", still: true }), appId },
      people,
    );
const listingExports =
  (changes: object): Attempt =>
  ({ platform }) =>
    platform.listExports({ limit: 10, ...changes }, people);

/** Limits of files and exports (sheet §7, §8). */
export const fileLimits: LimitCase[] = [
  {
    limit: "§7 file: 2 MB",
    inside: uploading("full.xls", oldWorkbook(2 * megabyte)),
    outside: uploading("over.xls", oldWorkbook(2 * megabyte + 1)),
    refusal: byClient("file"),
  },
  {
    limit: "§7 file: xlsx or xls",
    inside: uploading("lot.XLS"),
    outside: uploading("lot.csv"),
    refusal: byClient("file.name"),
  },
  {
    limit: "§7 file: not empty",
    inside: uploading("lot.xls"),
    outside: uploading("lot.xls", new Uint8Array()),
    refusal: byClient("file"),
  },
  {
    limit: "§7 file: a workbook, whatever it is called",
    inside: uploading("lot.xls"),
    outside: uploading("lot.xls", Buffer.from("device_id\nd1\n")),
    refusal: byPlatform("IOTDA.014604"),
  },
  {
    limit: "§7 file: a name of its own",
    inside: uploadingTwice("lot_1.xls", "lot_2.xls"),
    outside: uploadingTwice("lot_1.xls", "lot_1.xls"),
    refusal: byPlatform("IOTDA.014602"),
  },
  {
    limit: "§7 files stored: 10",
    inside: storing(10),
    outside: storing(11),
    refusal: byPlatform("IOTDA.014601", 403),
  },
  {
    limit: "§7 rows: 100,000",
    inside: uploadingRows(100_000),
    outside: uploadingRows(100_001),
    refusal: byPlatform("IOTDA.014604"),
  },
  {
    limit: "§7 files stored: for an hour",
    inside: usingAfter(3_590_000),
    outside: usingAfter(3_600_000),
    refusal: byPlatform("IOTDA.014600", 404),
  },
  {
    limit: "§7 file_id: 128 characters",
    inside: deleting(text(128)),
    insideMeets: "IOTDA.014600",
    outside: deleting(text(129)),
    refusal: byClient("fileId"),
  },
  {
    limit: "§7 file_id: letters, digits, _ and -",
    inside: deleting("a_B-9"),
    insideMeets: "IOTDA.014600",
    outside: deleting("a.b"),
    refusal: byClient("fileId"),
  },
  {
    limit: "§8 exports unfinished: 5",
    inside: exporting(5),
    outside: exporting(6),
    refusal: byPlatform("IOTDA.014701", 403),
  },
  {
    limit: "§8 app_id: 36 characters",
    inside: exportingFor(text(36)),
    insideMeets: "IOTDA.001000",
    outside: exportingFor(text(37)),
    refusal: byClient("appId"),
  },
  {
    limit: "§8 limit: at most 50",
    inside: listingExports({ limit: 50 }),
    outside: listingExports({ limit: 51 }),
    refusal: byClient("limit"),
  },
  {
    limit: "§8 offset: at most 500",
    inside: listingExports({ offset: 500 }),
    outside: listingExports({ offset: 501 }),
    refusal: byClient("offset"),
  },
  {
    limit: "§8 marker: 24 hex characters",
    inside: listingExports({ marker: "0".repeat(24) }),
    outside: listingExports({ marker: "last" }),
    refusal: byPlatform("IOTDA.000018"),
  },
];
