import { expect } from "@playwright/test";
import { HARBOUR_APP_ID, PRODUCTS } from "@/simulator/fleet/catalogue";
import { fleet, waterMeters } from "./stage";
import type { Wizard } from "./wizard";

/** How a type of task is written in the browser, each field of it once. */
export interface Play {
  /** What its card is called. */
  card: string;
  /** The verb of the words to type, for what cannot be undone; of the button for all. */
  words: string | null;
  button: string;
  space?: string;
  /** Three devices of its own. */
  devices: readonly string[];
  groups: readonly string[];
  parameters?: (wizard: Wizard) => Promise<void>;
  policy?: (wizard: Wizard, name: string) => Promise<void>;
  /** What of the policy a second task must not share with the first. */
  again?: (wizard: Wizard, name: string) => Promise<void>;
}

const idsOf = (prefix: string, first: number): string[] => {
  const productId = PRODUCTS.find((product) => product.prefix === prefix)?.productId;
  return [0, 1, 2].map((k) => `${productId}_${prefix}-${String(first + k).padStart(7, "0")}`);
};

const upgrade = { words: "upgrade", button: "Upgrade" } as const;
const send = { words: null, button: "Send to", groups: [fleet.canaryGroup.name] } as const;
/** Never switched on: nobody else does anything with them. */
const spares = ["Warehouse spares"];

const upgrades = {
  firmwareUpgrade: {
    ...{ ...upgrade, card: "Firmware upgrade", devices: waterMeters(46_001, 3) },
    groups: [fleet.canaryGroup.name],
    async parameters({ page }) {
      await page.getByRole("radio", { name: fleet.firmwareVersion }).check();
      await page.getByRole("checkbox", { name: /^Gateway mode/ }).check();
      await page.locator("summary", { hasText: "Extra info for the devices" }).click();
      await page.getByLabel("Extra info for the devices").fill('{ "campaign": "north", "wave": 2 }');
    },
    async policy({ page }) {
      await page.getByRole("switch").click();
      await page.getByLabel("Times").fill("3");
      await page.getByLabel("Minutes between").fill("0");
    },
  },
  softwareUpgrade: {
    ...{ ...upgrade, card: "Software upgrade", devices: waterMeters(46_011, 3) },
    groups: [fleet.canaryGroup.name],
    async parameters({ page }) {
      await page.getByRole("checkbox", { name: /^Several packages/ }).check();
      await page.getByRole("checkbox", { name: "1.9.3" }).check();
    },
    async policy({ page }) {
      await page.getByRole("radio", { name: /^At a set time/ }).check();
      const day = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
      await page.getByLabel("Date").fill(day);
      await page.getByLabel("Time", { exact: true }).fill("03:20");
    },
  },
  moduleUpgrade: {
    ...{ ...upgrade, card: "Module upgrade", devices: idsOf("gw", 301), groups: ["Building gateways"] },
    space: HARBOUR_APP_ID,
    async parameters({ page }) {
      await page.getByRole("checkbox", { name: "3.2.0" }).check();
    },
    async policy({ page }) {
      await page.getByRole("radio", { name: /^When confirmed/ }).check();
    },
  },
} satisfies Record<string, Play>;

const commands = {
  createCommands: {
    ...{ ...send, card: "Command, sync", devices: waterMeters(46_021, 3) },
    async parameters({ page }) {
      await page.getByRole("combobox", { name: "Service", exact: true }).selectOption("meter");
      await page.getByLabel(/^open/).fill("1");
    },
  },
  createAsyncCommands: {
    ...{ ...send, card: "Command, async", devices: idsOf("gm", 5_001) },
    async parameters({ page }) {
      await page.getByLabel(/^Product/).selectOption({ label: "No product, names and values by hand" });
      await page.getByLabel("Service", { exact: true }).fill("gas");
      await page.getByLabel("Command", { exact: true }).fill("VALVE");
      await page.getByRole("button", { name: "Add a value" }).click();
      await page.getByLabel("Name", { exact: true }).fill("open");
      await page.getByLabel("Kind of open").selectOption("number");
      await page.getByLabel("Value of open").fill("0");
      await page.getByRole("radio", { name: "Keep the command" }).check();
      await page.getByLabel("Keep it for, in seconds").fill("7200");
    },
  },
  createMessages: {
    ...{ ...send, card: "Message", devices: waterMeters(46_031, 3) },
    // Two that overlap.
    groups: [fleet.canaryGroup.name, "Pilot ring"],
    async parameters({ page }) {
      await page.getByRole("group", { name: "Written as" }).getByRole("radio", { name: "JSON" }).check();
      await page.getByLabel("Message", { exact: true }).fill('{ "say": "hello", "times": 2 }');
      await page.getByRole("radio", { name: "Raw" }).check();
      await page.getByRole("radio", { name: "Suffix" }).check();
      await page.getByRole("textbox", { name: "Suffix", exact: true }).fill("news");
      await page.getByLabel("Keep it for, in minutes").fill("60");
      await page.getByLabel("Name of the message").fill("greeting");
      await page.locator("summary", { hasText: "Properties for MQTT 5" }).click();
      await page.getByLabel("Correlation data").fill("c-17");
      await page.getByLabel("Response topic").fill("answers/17");
      await page.getByRole("button", { name: "Add a property" }).click();
      await page.getByLabel("Name of property 1").fill("origin");
      await page.getByLabel("Value of property 1").fill("journey");
    },
  },
  updateDeviceShadows: {
    ...{ ...send, card: "Device shadow", button: "Change", devices: waterMeters(46_041, 3) },
    async parameters(wizard) {
      const { page } = wizard;
      await page.getByRole("combobox", { name: "Service", exact: true }).selectOption("meter");
      await page.getByLabel(/^report_interval/).fill("30");
      await wizard.editAs("JSON");
      const text = page.getByLabel("Document as JSON");
      const document = JSON.parse(await text.inputValue());
      document.shadow.push({ service_id: "alarm", desired: { level: 3, muted: null } });
      await text.fill(JSON.stringify(document));
      await wizard.editAs("Form");
      await expect(page.getByRole("region", { name: "alarm" })).toContainText("Deletes muted");
      await wizard.editAs("JSON");
    },
  },
} satisfies Record<string, Play>;

const records = {
  createDevices: { card: "Register devices", words: null, button: "Register", devices: [], groups: [] },
  updateDevices: { card: "Update devices", words: null, button: "Update", devices: [], groups: [] },
  freezeDevices: {
    ...{ card: "Freeze devices", words: "freeze", button: "Freeze", groups: spares },
    devices: waterMeters(46_051, 3),
  },
  unfreezeDevices: {
    ...{ card: "Unfreeze devices", words: null, button: "Unfreeze", groups: spares },
    devices: waterMeters(46_051, 3),
  },
  deleteDevices: {
    ...{ card: "Delete devices", words: "delete", button: "Delete", groups: spares },
    devices: waterMeters(46_061, 3),
  },
} satisfies Record<string, Play>;

const legacy = {
  DeviceCmd: {
    ...{ ...send, card: "Device command", devices: waterMeters(46_071, 3) },
    async parameters({ page }) {
      await page.getByLabel("Service", { exact: true }).fill("WaterMeter");
      await page.getByLabel("Method").fill("SET_VALVE");
      await page.getByRole("button", { name: "Add a value" }).click();
      await page.getByLabel("Name", { exact: true }).fill("value");
      await page.getByLabel("Kind of value").selectOption("number");
      await page.getByLabel("Value of value").fill("1");
    },
    async policy({ page }, name) {
      await page.getByLabel("Time limit in minutes").fill("10");
      await page.getByRole("button", { name: "Add a tag" }).click();
      await page.getByLabel("Name of tag 1").fill("order");
      await page.getByLabel("Value of tag 1").fill(name);
      await page.locator("summary", { hasText: "More" }).click();
      await page.getByLabel("Address the platform pushes results to").fill("https://push.example/done");
      await page.getByLabel("Retransmissions").fill("1");
      await page.getByLabel("Group tag").fill("Water");
    },
    // The platform takes a tag of the same name and value once.
    again: ({ page }, name) => page.getByLabel("Value of tag 1").fill(name),
  },
} satisfies Record<string, Play>;

/** By type. */
export const plays: Readonly<Record<string, Play>> = { ...upgrades, ...commands, ...records, ...legacy };
