import type { JsonObject } from "@/lib/contracts/json";

const mask = "********";

/**
 * Secrets of a device on their way from the platform to where they are sealed. Whoever logs, prints or serialises them
 * by mistake gets a mask; only `reveal` gives them.
 */
export class SecretFields {
  readonly #fields: JsonObject;

  constructor(fields: JsonObject) {
    this.#fields = fields;
  }

  /** By the names the platform gave them. */
  reveal(): JsonObject {
    return this.#fields;
  }

  toJSON(): string {
    return mask;
  }

  toString(): string {
    return mask;
  }

  [Symbol.for("nodejs.util.inspect.custom")](): string {
    return mask;
  }
}
