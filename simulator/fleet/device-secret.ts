import { createHash } from "node:crypto";
import type { Fleet } from "./fleet";

/** The secret the platform makes up for a device that was registered without one. */
export function generateSecret(deviceId: string): string {
  return createHash("sha256").update(`secret ${deviceId}`).digest("hex").slice(0, 32);
}

/** How a device proves itself: `auth_info` of GET /devices/{device_id} (sheet §11.3). */
export function authInfoOf(fleet: Fleet, device: number) {
  const {
    authType = "SECRET",
    secret,
    fingerprint,
    secureAccess = true,
    timeout = 0,
  } = fleet.detailsOf(device);
  const bySecret = authType === "SECRET";
  return {
    auth_type: authType,
    secret: bySecret ? (secret ?? generateSecret(fleet.deviceIdOf(device))) : undefined,
    fingerprint,
    secure_access: secureAccess,
    timeout,
  };
}
