import type { CanaryCage } from "./canary-cage";
import type { CanaryMaterial } from "./canary-material";

export interface Visit {
  status: number;
  text: string;
  headers: Headers;
}

interface VisitOptions {
  body?: unknown;
  headers?: Record<string, string>;
}

interface Cookie {
  value: string;
  canaries: readonly string[];
}

/** Somebody at the console's door whose every answer is kept: a script with a token, or a person with cookies. */
export class CanaryVisitor {
  private readonly cookies = new Map<string, Cookie>();

  constructor(
    private readonly url: string,
    private readonly parts: { name: string; material: CanaryMaterial; cage: CanaryCage; bearer?: string },
  ) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Visit> {
    return this.send("GET", path, { headers });
  }

  post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Visit> {
    return this.send("POST", path, { body, headers });
  }

  async send(method: string, path: string, { body, headers = {} }: VisitOptions = {}): Promise<Visit> {
    const sent = [...this.cookies.values()];
    const response = await fetch(this.url + path, {
      method,
      redirect: "manual",
      headers: { ...this.identity(), ...(method === "GET" ? {} : headersOf(body, this.url)), ...headers },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : JSON.stringify(body) }),
    });
    const text = await readAll(response);
    // Nobody but a person is let in there, and this one came with these cookies.
    if (response.ok && path.startsWith("/api/")) {
      for (const { canaries } of sent) this.parts.cage.prove(...canaries);
    }
    this.keep(`${method} ${path}`, response, text);
    return { status: response.status, text, headers: response.headers };
  }

  /** As it was set; empty when there is none. */
  cookie(name: string): string {
    return this.cookies.get(name)?.value ?? "";
  }

  private identity(): Record<string, string> {
    if (this.parts.bearer) return { authorization: `Bearer ${this.parts.bearer}` };
    if (this.cookies.size === 0) return {};
    return { cookie: [...this.cookies].map(([name, { value }]) => `${name}=${value}`).join("; ") };
  }

  private keep(call: string, response: Response, text: string): void {
    const { material, name } = this.parts;
    const place = `${call} by ${name} (${response.status})`;
    material.add(`body of ${place}`, text);
    const lines = [...response.headers].filter(([header]) => header !== "set-cookie");
    material.add(`headers of ${place}`, lines.map(([header, value]) => `${header}: ${value}`).join("\n"));
    for (const line of response.headers.getSetCookie()) {
      material.add(`Set-Cookie of ${place}`, line);
      this.takeCookie(line);
    }
  }

  /** The token half is what the database knows, the other half proves it: each a canary of its own. */
  private takeCookie(line: string): void {
    const [pair = "", ...attributes] = line.split("; ");
    const cookieName = pair.slice(0, pair.indexOf("="));
    const value = pair.slice(pair.indexOf("=") + 1);
    if (value === "" || attributes.includes("Max-Age=0")) {
      this.cookies.delete(cookieName);
      return;
    }
    const { cage } = this.parts;
    const number = cage.list().length;
    const text = decodeURIComponent(value);
    const at = text.lastIndexOf(".");
    const [token, proof] = ["token", "proof"].map((half) => `${half} of the cookie ${cookieName}, ${number}`);
    if (token === undefined || proof === undefined) return;
    cage.add(token, text.slice(0, at));
    cage.add(proof, text.slice(at + 1));
    this.cookies.set(cookieName, { value, canaries: [token, proof] });
  }
}

/** Of a form the caller's own machinery says what it is. */
function headersOf(body: unknown, origin: string): Record<string, string> {
  const isJson = body !== undefined && !(body instanceof FormData);
  return isJson ? { "content-type": "application/json", origin } : { origin };
}

/** A stream of events never ends: of it, what everybody is told who comes. */
async function readAll(response: Response): Promise<string> {
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) return response.text();
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  while (reader && !/^event: tasks?\n(.+\n)+\n/m.test(text)) {
    const { done, value = "" } = await reader.read();
    text += value;
    if (done) break;
  }
  await reader?.cancel();
  return text;
}
