/** One message of an event stream; `id` is null when it cannot be gone on from. */
export interface StreamEvent {
  id: string | null;
  name: string;
  data: string;
}

/**
 * Reads server-sent events from text that comes in pieces cut anywhere. By hand and not by `EventSource`, which tells no
 * status (a refusal would be tried again for ever) and sends no header (in a frame the embed cookie counts).
 */
export function createEventReader(onEvent: (event: StreamEvent) => void): (text: string) => void {
  let rest = "";
  let name = "";
  let id: string | null = null;
  let data: string[] = [];

  const readLine = (line: string) => {
    if (line === "") {
      if (data.length > 0) onEvent({ id, name: name || "message", data: data.join("\n") });
      name = "";
      id = null;
      data = [];
      return;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") name = value;
    else if (field === "data") data.push(value);
    else if (field === "id") id = value;
  };

  return (text) => {
    // A lone CR at the end may be half of a CRLF: it waits for what follows.
    const whole = rest + text;
    const held = whole.endsWith("\r") ? 1 : 0;
    const lines = whole.slice(0, whole.length - held).split(/\r\n|\n|\r/);
    rest = (lines.pop() ?? "") + whole.slice(whole.length - held);
    for (const line of lines) readLine(line);
  };
}
