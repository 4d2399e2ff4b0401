import { createPrivateKey } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { createSimulator } from "@/simulator/create-simulator";
import { IAM_USER } from "@/simulator/iam/iam-account";
import { SANDBOX } from "@/simulator/sandbox-defaults";
import type { Simulator } from "@/simulator/simulator";
import { upload } from "@/simulator/testing/upload";
import { writeWorkbook } from "@/simulator/workbook/write-workbook";
import type { CanaryCage } from "./canary-cage";
import { CanaryWire } from "./canary-wire";

const testdata = resolve(import.meta.dirname, "../../simulator/testdata/tls");
const pem = (name: string) => readFileSync(join(testdata, name), "utf8");

/**
 * Two platforms that know nothing but canaries: `given` by the environment and `typed` into the settings, each behind
 * wires. Their names are those of the canaries.
 */
export class CanaryPlatforms {
  readonly files = mkdtempSync(join(tmpdir(), "muster-canary-"));
  readonly caFile = join(testdata, "ca.pem");
  private readonly open: (() => Promise<unknown>)[] = [];

  private constructor(
    readonly given: Simulator,
    readonly typed: Simulator,
    private readonly givenUrl: string,
    readonly wires: Record<"plain" | "givenTls" | "typedTls", CanaryWire>,
    readonly urls: Record<"plain" | "givenTls" | "typedTls", string>,
    private readonly cage: CanaryCage,
  ) {}

  static async start(cage: CanaryCage): Promise<CanaryPlatforms> {
    const given = startOne(cage, "environment", "demo");
    const typed = startOne(cage, "settings", "empty");
    const [atGiven, atTyped] = await Promise.all([given.listen(), typed.listen()]);
    const tls = { key: pem("server.key"), cert: pem("server.pem"), ca: pem("ca.pem") };
    const swap = { sent: cage.plant("IAM password of the settings"), delivered: IAM_USER.password };
    const wires = {
      plain: new CanaryWire({ platformUrl: atGiven.url }),
      givenTls: new CanaryWire({ platformUrl: atGiven.url, tls }),
      typedTls: new CanaryWire({ platformUrl: atTyped.url, tls, swap }),
    };
    const urls = {
      plain: await wires.plain.open(),
      givenTls: await wires.givenTls.open(),
      typedTls: await wires.typedTls.open(),
    };
    const platforms = new CanaryPlatforms(given, typed, atGiven.url, wires, urls, cage);
    platforms.open.push(...Object.values(wires).map((wire) => () => wire.close()));
    platforms.open.push(
      () => given.close(),
      () => typed.close(),
    );
    return platforms;
  }

  /** What a console is started with to find the first platform both ways. */
  environment(): Record<string, string> {
    const { cage, files } = this;
    const keyFile = join(files, "client.key");
    writeFileSync(keyFile, this.clientKey("environment"));
    return {
      IOTDA_ENDPOINT: this.urls.plain,
      IOTDA_REGION: "cn-north-4",
      IOTDA_SIGNATURE: "derived",
      HUAWEICLOUD_SDK_PROJECT_ID: SANDBOX.projectId,
      HUAWEICLOUD_SDK_AK: cage.valueOf("access key of the environment"),
      HUAWEICLOUD_SDK_SK: cage.valueOf("secret key of the environment"),
      HUAWEICLOUD_SDK_SECURITY_TOKEN: cage.plant("security token of the environment", {
        length: 400,
        tail: "+/==",
      }),
      IOTDA_NA_ENDPOINT: this.urls.givenTls,
      IOTDA_NA_APP_ID: SANDBOX.naAppId,
      IOTDA_NA_SECRET: cage.valueOf("application secret of the environment"),
      IOTDA_NA_CA_FILE: this.caFile,
      IOTDA_NA_CERT_FILE: join(testdata, "client.pem"),
      IOTDA_NA_KEY_FILE: keyFile,
      IOTDA_NA_KEY_PASSPHRASE: cage.valueOf("key passphrase of the environment"),
      // The settings have no field for an authority of a v5 platform: the public ones are meant.
      NODE_EXTRA_CA_CERTS: this.caFile,
      MUSTER_ALLOWED_ENDPOINTS: "localhost 127.0.0.1 ::1",
    };
  }

  /** What an administrator types for the second platform, by what it signs in with. */
  typedConnections(slug: (kind: string) => string) {
    const { cage } = this;
    const v5 = {
      ...{ kind: "v5", endpoint: this.urls.typedTls, region: "cn-north-4" },
      projectId: SANDBOX.projectId,
    };
    return {
      keys: {
        ...{ ...v5, slug: slug("keys"), name: "Typed keys", signIn: "keys", signature: "standard" },
        accessKey: cage.valueOf("access key of the settings"),
        secretKey: cage.valueOf("secret key of the settings"),
        securityToken: cage.plant("security token of the settings", { length: 200, tail: "/+=" }),
      },
      iam: {
        ...{ ...v5, slug: slug("iam"), name: "Typed user", signIn: "iam", iamUser: IAM_USER.name },
        ...{ iamDomain: IAM_USER.domain, iamEndpoint: this.urls.typedTls },
        iamPassword: cage.valueOf("IAM password of the settings"),
      },
      na: {
        ...{ kind: "na", slug: slug("na"), name: "Typed application", endpoint: this.urls.typedTls },
        appId: SANDBOX.naAppId,
        secret: cage.valueOf("application secret of the settings"),
        caPem: pem("ca.pem"),
        certPem: pem("client.pem"),
        keyPem: this.clientKey("settings"),
        keyPassphrase: cage.valueOf("key passphrase of the settings"),
      },
    };
  }

  /** A workbook of new devices, whose secrets the platform will tell in the task's results; answers its file id. */
  async uploadDevices(rows: string[][]): Promise<string> {
    const { cage } = this;
    const signer = {
      accessKey: cage.valueOf("access key of the environment"),
      secretKey: cage.valueOf("secret key of the environment"),
    };
    const { status, body } = await upload(
      { url: this.givenUrl, now: Date.now },
      "canary.xlsx",
      await writeWorkbook(rows),
      { signer },
    );
    if (status !== 201) throw new Error(`the workbook was refused: ${JSON.stringify(body)}`);
    return body.file_id;
  }

  clearEchoes(): void {
    for (const wire of Object.values(this.wires)) wire.clearEchoes();
  }

  async close(): Promise<void> {
    for (const close of this.open) await close();
    rmSync(this.files, { recursive: true, force: true });
  }

  /** The test authority's client, its key sealed with a passphrase of this very run. */
  private clientKey(owner: "environment" | "settings"): string {
    const passphrase = this.cage.plant(`key passphrase of the ${owner}`, { tail: '"\\%' });
    const key = createPrivateKey(pem("client.key"));
    const sealed = key.export({ type: "pkcs8", format: "pem", cipher: "aes-256-cbc", passphrase }).toString();
    // Lines of a PEM are told apart by what stands in the middle of it.
    this.cage.add(`client key of the ${owner}`, sealed.split("\n")[5] ?? "");
    return sealed;
  }
}

function startOne(cage: CanaryCage, owner: string, fleet: "demo" | "empty"): Simulator {
  return createSimulator({
    ...SANDBOX,
    accessKey: cage.plant(`access key of the ${owner}`, { length: 20 }),
    secretKey: cage.plant(`secret key of the ${owner}`, { length: 40 }),
    naSecret: cage.plant(`application secret of the ${owner}`, { tail: "&=+%" }),
    now: () => new Date(),
    speed: 20,
    fleet,
  });
}
