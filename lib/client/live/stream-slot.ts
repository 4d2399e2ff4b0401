/** Streams that one browser may hold at once, over all its tabs and frames: of the six connections HTTP/1.1 gives a host. */
const slots = ["muster-live-1", "muster-live-2", "muster-live-3", "muster-live-4"];

/** Takes a place for a stream and gives the way to free it, or null when all are taken. Without locks nobody counts. */
export async function takeStreamSlot(): Promise<(() => void) | null> {
  const locks = typeof navigator === "undefined" ? undefined : navigator.locks;
  if (!locks) return () => {};
  for (const slot of slots) {
    const free = await takeLock(locks, slot);
    if (free) return free;
  }
  return null;
}

function takeLock(locks: LockManager, name: string): Promise<(() => void) | null> {
  return new Promise((taken) => {
    const held = locks.request(name, { ifAvailable: true }, (lock) => {
      if (lock) return new Promise<void>((free) => taken(free));
      taken(null);
    });
    // A frame without an origin of its own has no locks.
    held.catch(() => taken(() => {}));
  });
}
