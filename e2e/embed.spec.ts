import { createServer, type Server } from "node:http";
import { e2eSetting } from "@/scripts/testing/e2e-setting";
import { ApiClient, uniqueName } from "./support/api";
import { consoleUrl, waterMeters } from "./support/stage";
import { expect, test } from "./support/test";

/** A portal's page, with the console in a frame. */
function servePortal(port: number, path: string): Promise<Server> {
  const html = `<!doctype html><title>Portal</title><iframe title="Muster" src="${consoleUrl}${path}" width="1000" height="900"></iframe>`;
  const server = createServer((_, response) =>
    response.writeHead(200, { "content-type": "text/html" }).end(html),
  );
  return new Promise((ready) => server.listen(port, "127.0.0.1", () => ready(server)));
}

test("a portal that is named frames the task page without the shell", async ({ page, request }) => {
  const name = uniqueName("framed");
  const taskId = await new ApiClient(request).createUpgrade(name, waterMeters(44_001, 3));
  const portal = await servePortal(e2eSetting.portalPort, `/embed/c/sandbox/tasks/${taskId}`);
  try {
    await page.goto(e2eSetting.portalOrigin);
    const frame = page.frameLocator("iframe");
    await expect(frame.getByRole("heading", { name, level: 1 })).toBeVisible();
    await expect(frame.getByRole("link", { name: "Open in Muster" })).toBeVisible();
    await expect(frame.getByRole("navigation", { name: "Main" })).toHaveCount(0);
  } finally {
    portal.close();
  }
});

test.describe("a portal that is not named", () => {
  test.use({ expectedErrors: [/frame-ancestors|Refused to frame|Framing/i] });

  test("frames nothing", async ({ page }) => {
    const portal = await servePortal(0, "/embed/c/sandbox/tasks");
    const address = portal.address();
    const port = typeof address === "object" && address ? address.port : 0;
    try {
      await page.goto(`http://localhost:${port}`);
      await expect(page.frameLocator("iframe").getByRole("heading")).toHaveCount(0);
      const answer = await page.request.get(`${consoleUrl}/embed/c/sandbox/tasks`);
      expect(answer.headers()["content-security-policy"]).toContain(
        `frame-ancestors ${e2eSetting.portalOrigin}`,
      );
      const shell = await page.request.get(`${consoleUrl}/c/sandbox/tasks`);
      expect(shell.headers()["content-security-policy"]).toContain("frame-ancestors 'none'");
    } finally {
      portal.close();
    }
  });
});
