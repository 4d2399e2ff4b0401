import { describe, expect, it } from "vitest";
import en from "@/lib/i18n/messages/en.json";
import { renderParameters, words } from "./testing/render-parameters";

describe("the form of a message", () => {
  it("shows both topics where both are given, and why that cannot be", () => {
    const document = { message: "x", topic: "a", topic_full_name: "b" };
    const html = renderParameters({ type: "createMessages", document });
    expect(html).toContain('id="w-document.topic"');
    expect(html).toContain('id="w-document.topic_full_name-error"');
    expect(words(html)).toContain("$oc/devices/{device_id}/user/a");
  });

  it("says why there is no message ID, and offers to leave out one that is there", () => {
    expect(renderParameters({ type: "createMessages", document: { message: "x" } })).not.toContain(
      en.parameters.leaveOutMessageId,
    );
    const html = words(
      renderParameters({ type: "createMessages", document: { message: "x", message_id: "m" } }),
    );
    expect(html).toContain(en.parameters.leaveOutMessageId);
    expect(html).toContain(en.parameters.noMessageId);
  });

  it("offers a format only without encoding, and names what is no base64", () => {
    const html = renderParameters({ type: "createMessages", document: { message: "é", encoding: "base64" } });
    expect(html).not.toContain("w-document.payload_format");
    expect(words(html)).toContain(en.parameters.noBase64);
    expect(renderParameters({ type: "createMessages", document: { message: "e" } })).toContain(
      "w-document.payload_format",
    );
  });

  it("takes a text that looks like JSON for what it is", () => {
    expect(words(renderParameters({ type: "createMessages", document: { message: '{"a":' } }))).not.toContain(
      "sent as text",
    );
  });
});
