import { listActivity } from "./activity";
import { showApiDescription } from "./api-description";
import { deleteCauseNote, listCauseMessages, listCauseNotes, saveCauseNote } from "./cause-notes";
import { listConnectionStates } from "./connection-states";
import { listConnections } from "./connections";
import { listDeviceTasks } from "./device-tasks";
import {
  copyDraft,
  deleteDraft,
  deleteDraftFile,
  getDraftFile,
  listDrafts,
  putDraftFile,
  saveDraft,
  showDraft,
} from "./drafts";
import type { Endpoint } from "./endpoint";
import { watchEvents } from "./events";
import { exportSubtasks, exportTasks } from "./exports";
import { deleteFile, listFiles, uploadFile } from "./files";
import { compareGroups, listDeviceGroups, listDevices, listGroupMembers } from "./fleet-pickers";
import { freezeTask, listFrozenSubtasks, showFrozenTask } from "./frozen";
import {
  confirmTask,
  listOperations,
  retryTask,
  settleOperation,
  showOperation,
  stopTask,
  takeBackOperation,
} from "./operations";
import { listApps, listPackages } from "./pickers";
import { listProducts, showProduct } from "./products";
import { revealSubtask } from "./reveal-subtask";
import { createConnection, deleteConnection, testConnection, updateConnection } from "./save-connection";
import { changeView, createView, deleteView, listViews } from "./saved-views";
import { search } from "./search";
import { keepSelection, showSelection } from "./selections";
import { showCaller } from "./session";
import { listSubtaskChanges } from "./subtask-changes";
import { showSubtaskHistory } from "./subtask-history";
import { listSubtasks, summariseSubtasks } from "./subtasks";
import { checkTargets, findLiveTargets } from "./target-checks";
import { showTaskProgress } from "./task-progress";
import { createTask, deleteTask, listTasks, rerunTask, showTask } from "./tasks";
import { downloadTemplate } from "./workbooks";

/** Every operation of the HTTP API; openapi.json and the route test are made from this list. */
export const endpoints: readonly Endpoint[] = [
  showApiDescription,
  showCaller,
  listConnections,
  createConnection,
  updateConnection,
  deleteConnection,
  testConnection,
  listConnectionStates,
  watchEvents,
  listTasks,
  exportTasks,
  createTask,
  showTask,
  deleteTask,
  rerunTask,
  showTaskProgress,
  listActivity,
  freezeTask,
  showFrozenTask,
  listFrozenSubtasks,
  listSubtasks,
  summariseSubtasks,
  exportSubtasks,
  listSubtaskChanges,
  keepSelection,
  showSelection,
  showSubtaskHistory,
  revealSubtask,
  listCauseMessages,
  listCauseNotes,
  saveCauseNote,
  deleteCauseNote,
  retryTask,
  stopTask,
  confirmTask,
  listViews,
  createView,
  changeView,
  deleteView,
  listDeviceTasks,
  search,
  listOperations,
  showOperation,
  takeBackOperation,
  settleOperation,
  listApps,
  listPackages,
  listProducts,
  showProduct,
  listDevices,
  listDeviceGroups,
  listGroupMembers,
  compareGroups,
  checkTargets,
  findLiveTargets,
  listDrafts,
  copyDraft,
  showDraft,
  saveDraft,
  deleteDraft,
  putDraftFile,
  getDraftFile,
  deleteDraftFile,
  downloadTemplate,
  listFiles,
  uploadFile,
  deleteFile,
];
