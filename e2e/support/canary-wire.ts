import { createServer, type IncomingMessage, type ServerResponse, request as send } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo } from "node:net";
import { TLSSocket } from "node:tls";
import { type Echo, sendEcho } from "./canary-echo";

/** One call as it went over the wire, both ways. */
export interface WireCall {
  method: string;
  path: string;
  headers: Readonly<Record<string, string>>;
  body: string;
  /** The caller proved itself with a certificate of the authority that the wire knows. */
  byCertificate: boolean;
  status: number;
  answerHeaders: Readonly<Record<string, string>>;
  answer: string;
}

export interface WireSettings {
  /** Where calls really go. */
  platformUrl: string;
  /** PEM texts; without them it speaks plain HTTP. Certificates of callers are asked for, not insisted on. */
  tls?: { key: string; cert: string; ca: string };
  /** Written into the body on its way to the platform, in place of what the console was given. */
  swap?: { sent: string; delivered: string };
}

/**
 * Stands between the console and a simulated platform: sees every secret that is sent and every token that is handed
 * out, and can answer as a gateway does that quotes whatever it was asked with.
 */
export class CanaryWire {
  readonly calls: WireCall[] = [];
  private echoes: Echo[] = [];
  private readonly server;

  constructor(private readonly settings: WireSettings) {
    const serve = (request: IncomingMessage, response: ServerResponse) => {
      this.serve(request, response).catch(() => response.destroy());
    };
    const limits = { maxHeaderSize: 64 * 1024 };
    const { tls } = settings;
    this.server = tls
      ? createTlsServer({ ...limits, ...tls, requestCert: true, rejectUnauthorized: false }, serve)
      : createServer(limits, serve);
  }

  /** Resolves with the origin to call. */
  async open(): Promise<string> {
    await new Promise<void>((done) => this.server.listen(0, "127.0.0.1", done));
    const { port } = this.server.address() as AddressInfo;
    return this.settings.tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((done) => this.server.close(() => done()));
  }

  /** From now on fitting calls are answered so, the latest order first; `times` counts down. */
  echo(echo: Echo): void {
    this.echoes.unshift(echo);
  }

  clearEchoes(): void {
    this.echoes = [];
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    const { method = "", url = "" } = request;
    const asked = { method, path: url, headers: textsOf(request.headers), body: body.toString("utf8") };
    const echo = this.echoes.find(
      ({ times, match }) => times > 0 && match.test(`${asked.method} ${asked.path}`),
    );
    if (echo) {
      echo.times -= 1;
      const { status, answer } = sendEcho(echo, asked, response);
      this.note({ ...asked, status, answerHeaders: {}, answer }, request);
      return;
    }
    const answered = await this.forward(request, body);
    this.note({ ...asked, ...answered, answer: answered.bytes.toString("utf8") }, request);
    response.writeHead(answered.status, answered.rawHeaders);
    response.end(answered.bytes);
  }

  private note(call: Omit<WireCall, "byCertificate">, { socket }: IncomingMessage): void {
    this.calls.push({ ...call, byCertificate: socket instanceof TLSSocket && socket.authorized });
  }

  /** The host of the request stays: it is part of what was signed. */
  private forward(request: IncomingMessage, body: Buffer) {
    const { method, url, headers } = request;
    const { swap, platformUrl } = this.settings;
    const delivered = swap
      ? Buffer.from(body.toString("latin1").replace(swap.sent, swap.delivered), "latin1")
      : body;
    const length = { "content-length": String(delivered.length) };
    const { hostname, port } = new URL(platformUrl);
    return new Promise<{
      status: number;
      rawHeaders: string[];
      answerHeaders: Record<string, string>;
      bytes: Buffer;
    }>((done, fail) => {
      const onward = send(
        { hostname, port, method, path: url, headers: { ...headers, ...length } },
        (answer) => {
          const { statusCode: status = 0, rawHeaders } = answer;
          readAll(answer).then((bytes) => {
            done({ status, rawHeaders, answerHeaders: textsOf(answer.headers), bytes });
          }, fail);
        },
      );
      onward.on("error", fail);
      onward.end(delivered);
    });
  }
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function textsOf(headers: IncomingMessage["headers"]): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
