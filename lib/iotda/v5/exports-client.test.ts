import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { people } from "./testing/example-facts";
import { playExample } from "./testing/play-example";

const download = (response: { status: number; headers?: Record<string, string>; body?: unknown }) =>
  playExample({ response }, (platform) => platform.downloadExport("6b01", people));
const bytes = { "Content-Type": "application/octet-stream" };
const zip = Buffer.from(zipSync({ "a.xls": new Uint8Array([0, 255, 13, 10]) }));

describe("a download", () => {
  it.each([{ ...bytes }, { "Content-Type": "application/zip" }, {}])(
    "comes as it is, sent as %j",
    async (headers) => {
      const { sent, outcome } = await download({ status: 200, headers, body: zip });
      expect(outcome).toEqual(zip);
      expect(sent[0]?.headers.accept).toBe("*/*");
    },
  );

  it("that is a page of a gateway is not understood", async () => {
    const headers = { "Content-Type": "text/html" };
    const { outcome } = await download({ status: 200, headers, body: Buffer.from("<html>") });
    expect(outcome).toMatchObject({ code: "upstream_contract", upstream: { status: 200 } });
  });

  it("that is half a zip is not understood", async () => {
    const { outcome } = await download({
      status: 200,
      headers: bytes,
      body: zip.subarray(0, zip.length / 2),
    });
    expect(outcome).toMatchObject({ code: "upstream_contract" });
  });

  it("that is nothing at all is not understood", async () => {
    const { outcome } = await download({ status: 200, headers: bytes });
    expect(outcome).toMatchObject({ code: "upstream_contract" });
  });

  it("whose answer is a refusal within a success is refused", async () => {
    const body = { error_code: "IOTDA.014702", error_msg: "No file." };
    const { outcome } = await download({ status: 200, body });
    expect(outcome).toMatchObject({ code: "upstream_rejected", upstream: { errorCode: "IOTDA.014702" } });
  });

  it("is refused in the platform's own words", async () => {
    const { outcome } = await download({
      status: 404,
      body: { error_code: "IOTDA.014700", error_msg: "Gone." },
    });
    expect(outcome).toMatchObject({
      code: "upstream_rejected",
      upstream: { status: 404, errorCode: "IOTDA.014700", errorMessage: "Gone." },
    });
  });
});
