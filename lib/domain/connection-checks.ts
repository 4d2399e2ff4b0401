/**
 * What a test of a connection says, by key; the page words it in the reader's language by `check.{key}` in the message
 * catalogues, this is the English for those who read the API. `{…}` stands for a value of the check.
 */
export const checkTexts = {
  address_answers: "The address answers in {milliseconds} ms.",
  address_refused: "The address refuses connections.",
  address_unknown: "The name of the host is not known.",
  address_silent: "The address does not answer.",
  address_untrusted: "The host's certificate is not trusted, or names another host.",
  address_blocked: "The host leads to an address this installation may not use.",
  address_other: "What answers there is not the platform.",
  clock_right: "The clocks agree.",
  clock_off: "The platform's clock is {seconds} seconds off ours; signatures use the platform's time.",
  sign_in_keys: "The signature {kind} is accepted.",
  sign_in_iam: "IAM signed {user} in.",
  sign_in_app: "The application signed in.",
  sign_in_refused: "The platform does not accept the credentials.",
  sign_in_missing: "No secret is stored or typed.",
  region_used: "Signed for the region {region}.",
  region_other: "The address names the region {host}, but {region} is given.",
  region_unused: "No region is needed here.",
  project_right: "The project is known.",
  project_wrong: "The platform does not serve this project here.",
  instance_right: "The instance answers.",
  instance_unused: "No instance is named.",
  instance_wrong: "The platform does not serve this instance, or the account has none here.",
  permission_granted: "Allowed.",
  permission_missing: "Not allowed: grant {action}.",
  permission_unasked: "Cannot be asked about without leaving a trace.",
  permission_read_only: "Not asked: the connection is set to read only.",
  tasks_read: "Tasks can be read: {count} firmware upgrades.",
  tasks_by_id: "Tasks can be read by their id.",
  tasks_unread: "Tasks could not be read.",
  not_reached: "Not asked, because something before it failed.",
} as const;
export type CheckKey = keyof typeof checkTexts;

/** The English sentence of a check. */
export function sayCheck(key: CheckKey, values: Readonly<Record<string, string | number>>): string {
  return checkTexts[key].replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ""));
}
