import { defineEndpoint } from "./endpoint";
import { JsonObject } from "./json";
import { NoBody, NoParams, NoQuery } from "./path-params";

export const showApiDescription = defineEndpoint({
  id: "showApiDescription",
  method: "GET",
  path: "/openapi.json",
  summary: "This description: OpenAPI 3.1, made from the schemas that parse the traffic",
  access: "signed_in",
  params: NoParams,
  query: NoQuery,
  body: NoBody,
  answers: { 200: JsonObject },
});
