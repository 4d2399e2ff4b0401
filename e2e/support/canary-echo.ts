import type { ServerResponse } from "node:http";

/** How a platform, or a gateway before it, throws back what it was asked with. */
export type EchoKind =
  /** An error envelope of that status whose code, text and request id quote the request. */
  | { kind: "refusal"; status: 200 | 400 | 401 | 403 | 404 | 429 | 500 | 502; code?: string }
  /** A page for people instead of JSON. */
  | { kind: "page"; status: 200 | 401 | 502 }
  /** The envelope, cut in half. */
  | { kind: "truncated" }
  /** Proper JSON with the quotation where something else is expected. */
  | { kind: "wrong-shape" };

export type Echo = EchoKind & {
  /** Of `METHOD path?query`. */
  match: RegExp;
  times: number;
  /** A word that shows where the quotation came out. */
  mark: string;
  /** Secrets that were not sent, but are known to the platform. */
  known?: readonly string[];
};

interface Asked {
  headers: Readonly<Record<string, string>>;
  body: string;
}

/** Answers with everything the request held, in every envelope at once (v5, legacy, IAM). */
export function sendEcho(
  echo: Echo,
  asked: Asked,
  response: ServerResponse,
): { status: number; answer: string } {
  const quotation = [
    echo.mark,
    ...Object.entries(asked.headers).map(([name, value]) => `${name}: ${value}`),
    JSON.stringify(asked.headers),
    encodeURIComponent(asked.headers.authorization ?? ""),
    asked.body,
    ...(echo.known ?? []),
  ].join("\n");
  response.setHeader("x-request-id", `${echo.mark}-${asked.headers["x-auth-token"] ?? ""}`.slice(0, 7_000));
  response.setHeader(
    "www-authenticate",
    `Bearer realm="${(asked.headers.authorization ?? "").slice(0, 500)}"`,
  );

  const { status, type, answer } = answerOf(echo, quotation);
  response.writeHead(status, { "content-type": type, "content-length": Buffer.byteLength(answer) });
  if (echo.kind === "truncated") {
    response.write(answer.slice(0, answer.length / 2), () => response.destroy());
  } else response.end(answer);
  return { status, answer };
}

function answerOf(echo: Echo, quotation: string): { status: number; type: string; answer: string } {
  const type = "application/json";
  switch (echo.kind) {
    case "page":
      return { status: echo.status, type: "text/html", answer: `<html><body>${quotation}</body></html>` };
    case "wrong-shape":
      return {
        status: 200,
        type,
        answer: JSON.stringify({ batchtasks: quotation, [quotation]: { task_id: [] } }),
      };
    case "truncated":
      return { status: 500, type, answer: envelope(echo.mark, quotation) };
    case "refusal":
      return { status: echo.status, type, answer: envelope(echo.code ?? quotation, quotation) };
  }
}

function envelope(code: string, text: string): string {
  return JSON.stringify({
    error_code: code,
    error_msg: text,
    error_desc: text,
    error: { code, title: text, message: text },
  });
}
