import { downloadTemplate as endpoint } from "@/lib/contracts/workbooks";
import { route } from "@/lib/server/container";
import { downloadTemplate } from "@/lib/services/files/download-template";

export const GET = route(endpoint, downloadTemplate);
