import * as z from "zod";
import { defineEndpoint } from "./endpoint";
import { Instant } from "./json";
import { maximumPageSize } from "./page";
import { ConnectionParams, ConnectionSlug, NoBody } from "./path-params";
import { ShortId } from "./short-id";

export const Product = z.strictObject({
  productId: z.string(),
  name: z.string(),
  appId: z.string().nullable(),
  appName: z.string().nullable(),
  deviceType: z.string().nullable(),
  /** MQTT, CoAP, HTTP, Modbus, …: what the platform says. */
  protocol: z.string().nullable(),
  /** `json` or `binary`. */
  dataFormat: z.string().nullable(),
  manufacturer: z.string().nullable(),
  industry: z.string().nullable(),
  description: z.string().nullable(),
  createdAt: Instant.nullable(),
});
export type Product = z.infer<typeof Product>;

export const ProductList = z.strictObject({
  items: z.array(Product),
  /** Null with `q`: only the whole walk would tell. */
  total: z.int().min(0).nullable(),
  nextCursor: z.string().nullable(),
});
export type ProductList = z.infer<typeof ProductList>;

export const ListProductsQuery = z.strictObject({
  /** A part of name, id, type, manufacturer or description, case ignored. */
  q: z.string().min(1).max(128).optional(),
  appId: ShortId.optional(),
  /** A page may hold fewer rows; only a null `nextCursor` is the end. */
  limit: z.coerce.number().int().min(1).max(maximumPageSize).default(50),
  cursor: z.string().max(512).optional(),
});
export type ListProductsQuery = z.infer<typeof ListProductsQuery>;

export const listProducts = defineEndpoint({
  id: "listProducts",
  method: "GET",
  path: "/connections/{connection}/products",
  summary: "Products on the platform",
  access: "read",
  params: ConnectionParams,
  query: ListProductsQuery,
  body: NoBody,
  answers: { 200: ProductList },
});

/** Types of fields (sheet §11.2); `unknown` is one the platform added later, its word is in `platformType`. */
export const FieldType = z.enum([
  "int",
  "long",
  "decimal",
  "string",
  "dateTime",
  "jsonObject",
  "enum",
  "boolean",
  "stringList",
  "unknown",
]);
export type FieldType = z.infer<typeof FieldType>;

/** One value a device takes or tells. Null means the product does not say. */
export const ModelField = z.strictObject({
  name: z.string(),
  type: FieldType,
  platformType: z.string().nullable(),
  required: z.boolean(),
  /** Of numbers; one beyond 2^53 is rounded, as any such number in JSON. */
  min: z.number().nullable(),
  max: z.number().nullable(),
  step: z.number().nullable(),
  /** Characters. */
  maxLength: z.int().min(0).nullable(),
  unit: z.string().nullable(),
  /** What an enum may be; empty for the rest. */
  choices: z.array(z.string()),
  description: z.string().nullable(),
});
export type ModelField = z.infer<typeof ModelField>;

export const ModelProperty = ModelField.extend({
  /** R, W, E or several of them, as the platform says. */
  method: z.string().nullable(),
  /** Makes sense in a shadow: W is among its methods, or none was said. */
  writable: z.boolean(),
});
export type ModelProperty = z.infer<typeof ModelProperty>;

export const ModelCommand = z.strictObject({ name: z.string(), parameters: z.array(ModelField) });
export type ModelCommand = z.infer<typeof ModelCommand>;

export const ModelService = z.strictObject({
  serviceId: z.string(),
  description: z.string().nullable(),
  commands: z.array(ModelCommand),
  properties: z.array(ModelProperty),
});
export type ModelService = z.infer<typeof ModelService>;

export const ProductWithModel = Product.extend({
  /** Empty when the product has no model: then forms fall back to keys and values. */
  services: z.array(ModelService),
});
export type ProductWithModel = z.infer<typeof ProductWithModel>;

export const ProductParams = z.strictObject({ connection: ConnectionSlug, productId: ShortId });

export const ShowProductQuery = z.strictObject({ appId: ShortId.optional() });
export type ShowProductQuery = z.infer<typeof ShowProductQuery>;

export const showProduct = defineEndpoint({
  id: "showProduct",
  method: "GET",
  path: "/connections/{connection}/products/{productId}",
  summary: "One product with the services, commands and properties of its devices",
  access: "read",
  params: ProductParams,
  query: ShowProductQuery,
  body: NoBody,
  answers: { 200: ProductWithModel },
});
