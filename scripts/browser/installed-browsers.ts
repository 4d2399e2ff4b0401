import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

const MAC = ["Google Chrome", "Chromium", "Microsoft Edge"].map(
  (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
);
const WINDOWS = ["Google/Chrome/Application/chrome.exe", "Microsoft/Edge/Application/msedge.exe"];
const LINUX = [
  "google-chrome-stable",
  "google-chrome",
  "chromium",
  "chromium-browser",
  "chromium-headless-shell",
  "microsoft-edge",
];

/** Paths of the Chrome, Chromium and Edge installed on this machine, the likeliest first. */
export function listInstalledBrowsers(): string[] {
  return candidates().filter((file) => existsSync(file));
}

function candidates(): string[] {
  if (process.platform === "darwin") return MAC;
  const { PATH = "", PROGRAMFILES, LOCALAPPDATA } = process.env;
  if (process.platform === "win32") {
    const folders = [PROGRAMFILES, process.env["PROGRAMFILES(X86)"], LOCALAPPDATA].filter(
      (folder) => folder !== undefined,
    );
    return folders.flatMap((folder) => WINDOWS.map((file) => join(folder, file)));
  }
  return LINUX.flatMap((name) => PATH.split(delimiter).map((folder) => join(folder, name)));
}
