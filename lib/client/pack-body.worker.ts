self.addEventListener("message", ({ data }: MessageEvent<{ id: number; value: unknown }>) => {
  const body = new Blob([JSON.stringify(data.value)], { type: "application/json" });
  self.postMessage({ id: data.id, body });
});
