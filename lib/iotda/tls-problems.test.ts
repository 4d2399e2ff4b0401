import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import type { TlsSettings } from "./connector";
import { findTlsProblems } from "./tls-problems";

const pem = (name: string) => readFileSync(`${import.meta.dirname}/testdata/tls/${name}`, "utf8");
const ca = pem("ca.pem");
const certificate = pem("client.pem");
const key = pem("client-encrypted.key");
const passphrase = "open-sesame";
const complete = { ca, certificate, key, passphrase };

it.each<[string, TlsSettings]>([
  ["nothing at all", {}],
  ["an authority", { ca }],
  ["two authorities in one file", { ca: `${ca}\n${certificate}` }],
  ["everything", complete],
  ["a key without passphrase", { certificate: pem("server.pem"), key: pem("server.key") }],
])("takes %s", (_what, tls) => {
  expect(findTlsProblems(tls)).toEqual([]);
});

it.each<[string, TlsSettings, string]>([
  ["an authority that is no certificate", { ca: "hello" }, "ca"],
  ["an authority that is damaged", { ca: ca.replace(/[A-Z]{4}/, "####") }, "ca"],
  ["a key for an authority", { ca: key }, "ca"],
  ["a certificate that is none", { ...complete, certificate: "hello" }, "certificate"],
  ["a certificate without key", { certificate }, "key"],
  ["a key without certificate", { key, passphrase }, "certificate"],
  ["a key that is none", { ...complete, key: certificate }, "key"],
  ["a key without its passphrase", { certificate, key }, "passphrase"],
  ["a wrong passphrase", { ...complete, passphrase: "open" }, "passphrase"],
  ["the key of another certificate", { certificate, key: pem("server.key") }, "key"],
])("names what is wrong with %s", (_what, tls, part) => {
  const problems = findTlsProblems(tls);
  expect(problems.map((problem) => problem.part)).toEqual([part]);
  expect(JSON.stringify(problems)).not.toContain(passphrase);
});
