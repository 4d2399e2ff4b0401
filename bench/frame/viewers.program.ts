import { connect, type Socket } from "node:net";

export interface ViewersPlan {
  port: number;
  path: string;
  /** One viewer each. */
  cookies: readonly string[];
}

/** Sent back for `{ look: text }`. */
export interface ViewersReport {
  /** Still connected, and answered 200. */
  alive: number;
  /** Of those, the ones that have received the text. */
  told: number;
  bytes: number;
}

interface Viewer {
  socket: Socket;
  isOpen: boolean;
  received: string;
  bytes: number;
}

const viewers: Viewer[] = [];

/** Opens streams, a few at a time as browsers would come, and resolves when each has heard its first event. */
async function openAll({ port, path, cookies }: ViewersPlan): Promise<void> {
  const waiting = [...cookies];
  const openNext = async () => {
    for (let cookie = waiting.pop(); cookie !== undefined; cookie = waiting.pop()) {
      await openViewer(port, path, cookie);
    }
  };
  await Promise.all(Array.from({ length: 20 }, openNext));
}

function openViewer(port: number, path: string, cookie: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.write(
        `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\naccept: text/event-stream\r\n\r\n`,
      );
    });
    const viewer: Viewer = { socket, isOpen: false, received: "", bytes: 0 };
    viewers.push(viewer);
    socket.on("data", (bytes) => {
      viewer.bytes += bytes.length;
      // Enough for the last event of each kind.
      viewer.received = (viewer.received + bytes.toString("latin1")).slice(-8_192);
      if (viewer.isOpen || !viewer.received.includes("event: ")) return;
      viewer.isOpen = viewer.received.startsWith("HTTP/1.1 200 ");
      if (viewer.isOpen) resolve();
      else reject(new Error(viewer.received.slice(0, 300)));
    });
    socket.on("error", reject);
    socket.on("close", () => {
      viewer.isOpen = false;
      reject(new Error(`closed: ${viewer.received.slice(0, 300)}`));
    });
  });
}

function look(text: string): ViewersReport {
  const alive = viewers.filter(({ isOpen }) => isOpen);
  const told = alive.filter(({ received }) => received.includes(text)).length;
  return { alive: alive.length, told, bytes: alive.reduce((sum, viewer) => sum + viewer.bytes, 0) };
}

process.on("message", (message: ViewersPlan | { look: string }) => {
  if ("look" in message) process.send?.({ report: look(message.look) });
  else {
    openAll(message).then(
      () => process.send?.({ opened: true }),
      (error: unknown) => process.send?.({ failure: String(error) }),
    );
  }
});
process.send?.({ type: "ready" });
