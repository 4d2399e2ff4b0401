/**
 * The action an operation of the platform needs, as IAM names it (sheet §3.3). Those of show and retry are inferred
 * from the others; of operations not named here the sheet says nothing.
 */
export const iamActions: ReadonlyMap<string, string> = new Map([
  ["CreateBatchTask", "iotda:batchtasks:create"],
  ["ListBatchTasks", "iotda:batchtasks:queryList"],
  ["ShowBatchTask", "iotda:batchtasks:query"],
  ["RetryBatchTask", "iotda:batchtasks:retry"],
  ["StopBatchTask", "iotda:batchtasks:stop"],
  ["ConfirmBatchTask", "iotda:batchtasks:confirm"],
  ["DeleteBatchTask", "iotda:batchtasks:delete"],
  ["UploadBatchTaskFile", "iotda:batchtaskfiles:create"],
  ["DeleteBatchTaskFile", "iotda:batchtaskfiles:delete"],
  ["CreateExportTask", "iotda:exporttasks:create"],
  ["ListExportTasks", "iotda:exporttasks:queryList"],
]);

export const permissionFor = (operation: string): string | undefined => iamActions.get(operation);
