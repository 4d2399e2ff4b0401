/** Whom a legacy task is for (sheet §13.4, `param`). */
export type LegacyTargets =
  | { type: "DeviceList"; deviceList: string[] }
  | { type: "DeviceType"; deviceType: string; manufacturerId: string; model: string }
  | { type: "DeviceArea"; deviceLocation: string }
  | { type: "GroupList" | "GroupIdList"; groupList: string[] }
  | { type: "Broadcast" };

/** `param` as it was sent; also what is only kept to be shown again: callbackUrl, groupTag and unknown fields. */
export type LegacyParam = LegacyTargets & {
  command: { serviceId: string; method: string; paras?: Record<string, unknown> };
  maxRetransmit?: number;
};

export type LegacyTag = { tagName: string; tagValue: string };

/** An accepted create call. */
export type LegacyOrder = {
  appId: string;
  name: string;
  timeoutMinutes: number;
  param: LegacyParam;
  tags: LegacyTag[];
};
