import type { Product } from "../fleet/catalogue";
import type { Failure } from "./failure-table";
import { invalidInput } from "./failures";

/** Whether the document speaks of services and commands the device's product has; undefined = it does (sheet §9). */
export function modelFault(
  product: Product,
  document: Record<string, unknown> | undefined,
): Failure | undefined {
  const { service_id: serviceId, command_name: commandName, shadow } = document ?? {};
  const named: unknown[] = Array.isArray(shadow) ? shadow.map((entry) => entry.service_id) : [serviceId];
  for (const id of named) {
    if (id === undefined) continue;
    const service = product.services.find((entry) => entry.service_id === id);
    if (!service) return invalidInput("The service is not part of the product model.");
    const commands = service.commands.map((command) => command.command_name);
    if (typeof commandName === "string" && !commands.includes(commandName)) {
      return invalidInput("The command is not part of the product model.");
    }
  }
  return undefined;
}
