/** Every number the platform refuses by, in one place. Sections name the fact sheet (api.md). */
export const LIMITS = {
  /** Gateway: request body in bytes (signing.md §2). */
  bodyBytes: 12 * 1024 * 1024,
  /** Gateway: X-Sdk-Date may be this far off (signing.md §2). */
  signatureSkewMs: 15 * 60_000,
  instanceIdLength: 36,
  appIdLength: 36,

  /** Sheet §6.3. */
  taskNameLength: 128,
  taskExtInfoLength: 512,
  targetsPerTask: 30_000,
  targetLength: 128,
  documentSourceLength: 128,
  packageIdLength: 36,
  retryCount: { min: 1, max: 5 },
  retryIntervalMinutes: { min: 0, max: 1440 },
  scheduleAheadMs: 7 * 24 * 3_600_000,

  /** Sheet §7; documents disagree about rows (sheet §15 row 1). */
  fileRows: { lenient: 100_000, strict: 30_000 },
  fileBytes: 2 * 1024 * 1024,
  filesStored: 10,
  fileKeptMs: 3_600_000,
  fileIdLength: 128,
  /** Sheet §7.1: columns of the templates. */
  productIdLength: 36,
  descriptionLength: 2048,
  secretLength: { min: 8, max: 32 },

  /** Sheet §8. */
  exportsKept: 50,
  unfinishedExports: 5,
  exportDownloadEveryMs: 30_000,

  /** Sheet §11.4. */
  sqlLength: 400,
  sqlConditions: 5,
  sqlRows: { max: 50, default: 10 },
  likePrefixLength: 4,
  searchEveryMs: 1_000,

  /** Sheet §6.7 to §6.9: retry, stop, confirm. */
  operationTargets: 100,

  /** Sheet §6.6. */
  page: { min: 1, max: 50, default: 10 },
  offset: { min: 0, max: 500 },

  /** Sheet §10.4; the figure per type is ours, the platform's could not be read. */
  unfinishedTasksPerSpace: 10,
  unfinishedTasksPerType: 10,
  /** Sheet §10.4: not published, so our own. */
  finishedTaskKeptMs: 30 * 24 * 3_600_000,

  /** Sheet §9.2 to §9.5. */
  serviceIdLength: 64,
  commandNameLength: 128,
  parasBytes: 256 * 1024,
  /** Sheet §15 row 15. */
  asyncParasBytesStrict: 32 * 1024,
  pendingCommands: 20,
  asyncExpireSeconds: 172_800,
  messageIdLength: 100,
  messageNameLength: 128,
  topicFullNameBytes: 128,
  correlationDataLength: 128,
  responseTopicLength: 128,
  userProperties: 20,
  messageTtlMinutes: { max: 1440, step: 5 },
  shadowServices: 5,
  shadowBytes: 10 * 1024,

  /** Sheet §11.3, §11.5, §11.6: lengths of picker queries. */
  productNameLength: 64,
  deviceNameLength: 256,
  nodeIdLength: 64,
  groupNameLength: 64,
  packageVersionLength: 256,

  /** Sheet §13: the legacy northbound API. */
  na: {
    callsPerMinute: 100,
    accessTokenSeconds: 3_600,
    refreshTokenMs: 24 * 3_600_000,
    credentialLength: 256,
    appIdLength: 64,
    taskNameLength: 256,
    timeoutMinutes: { min: 10, max: 2880 },
    tagNameLength: 128,
    tagValueLength: 1024,
    serviceIdLength: 64,
    methodLength: 128,
    maxRetransmit: 3,
    pageSize: { min: 1, max: 250, default: 25 },
    unfinishedTasks: 10,
    /** Sheet §15 row 21: an operator's edition. */
    unfinishedTasksStrict: 1,
  },
} as const;
