import { answerAuth } from "@/lib/server/answer-auth";

export const dynamic = "force-dynamic";

export const GET = answerAuth;
export const HEAD = answerAuth;
export const POST = answerAuth;
export const PUT = answerAuth;
export const PATCH = answerAuth;
export const DELETE = answerAuth;
export const OPTIONS = answerAuth;
