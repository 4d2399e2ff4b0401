import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it } from "vitest";
import type { CreateHindrance } from "@/lib/client/may-create";
import en from "@/lib/i18n/messages/en.json";
import type { MenuEntry } from "../ui/menu-panel";
import { useCloneEntry } from "./use-clone-entry";

const task = { connection: "plant", taskId: "65f80f2c65f80f2c65f80f2c" };

function entryOf(type: string, hindrance: CreateHindrance | null = null, newTab = false) {
  const seen: MenuEntry[] = [];
  function Probe() {
    seen.push(useCloneEntry({ ...task, type }, { hindrance, newTab }));
    return null;
  }
  renderToStaticMarkup(
    <IntlProvider locale="en" messages={en} timeZone="UTC">
      <Probe />
    </IntlProvider>,
  );
  return seen[0];
}
const href = "/c/plant/tasks/new?from=65f80f2c65f80f2c65f80f2c";

describe("the way from a task to a copy of it", () => {
  it.each(["firmwareUpgrade", "createDevices", "DeviceCmd"])("is there for %s", (type) => {
    expect(entryOf(type)).toMatchObject({ href, hindrance: undefined, newTab: false });
  });

  it("opens a tab of its own in a frame", () => {
    expect(entryOf("createMessages", null, true)).toMatchObject({ href, newTab: true });
  });

  it.each(["changeGateway", "someLaterType"])("is off with the reason for %s", (type) => {
    expect(entryOf(type)).toMatchObject({ hindrance: en.task.cloneOff });
  });

  it.each(["no_permission", "archived", "read_only"] as const)("is off with the reason: %s", (hindrance) => {
    expect(entryOf("firmwareUpgrade", hindrance)).toMatchObject({ hindrance: en.capability[hindrance] });
  });
});
