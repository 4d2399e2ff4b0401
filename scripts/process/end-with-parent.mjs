// Preloaded (`node --import`) into tools that we start and that know nothing of us: when we are killed, they must not
// go on writing what the next start is about to write as well. Node built-ins only.
const parent = process.ppid;

setInterval(() => {
  if (process.ppid !== parent) process.exit(1);
}, 500).unref();
