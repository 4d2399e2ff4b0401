import { renderToStaticMarkup } from "react-dom/server";
import { IntlProvider } from "use-intl";
import { describe, expect, it } from "vitest";
import type { CreateHindrance } from "@/lib/client/may-create";
import en from "@/lib/i18n/messages/en.json";
import { CloneLink } from "./clone-link";

function render(type: string, hindrance: CreateHindrance | null = null, newTab = false): string {
  const task = { connection: "plant", taskId: "65f80f2c65f80f2c65f80f2c", type };
  return renderToStaticMarkup(
    <IntlProvider locale="en" messages={en} timeZone="UTC">
      <CloneLink task={task} hindrance={hindrance} newTab={newTab} />
    </IntlProvider>,
  );
}
const address = 'href="/c/plant/tasks/new?from=65f80f2c65f80f2c65f80f2c"';

describe("the way from a task to a copy of it", () => {
  it.each(["firmwareUpgrade", "createDevices", "DeviceCmd"])("is there for %s", (type) => {
    expect(render(type)).toContain(address);
    expect(render(type)).not.toContain("_blank");
  });

  it("opens a tab of its own in a frame", () => {
    expect(render("createMessages", null, true)).toContain('target="_blank"');
  });

  it.each(["changeGateway", "someLaterType"])("is off with the reason for %s", (type) => {
    expect(render(type)).not.toContain("href");
    expect(render(type)).toContain(en.task.cloneOff);
  });

  it.each(["no_permission", "archived", "read_only"] as const)("is off with the reason: %s", (hindrance) => {
    expect(render("firmwareUpgrade", hindrance)).not.toContain("href");
    expect(render("firmwareUpgrade", hindrance)).toContain(en.capability[hindrance]);
  });
});
