import { answerUnknownAddress } from "@/lib/http/open-answers";

export const dynamic = "force-dynamic";

export const GET = answerUnknownAddress;
export const POST = answerUnknownAddress;
export const PUT = answerUnknownAddress;
export const DELETE = answerUnknownAddress;
