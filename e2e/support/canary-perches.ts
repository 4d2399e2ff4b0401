import type { Perch } from "./canary-material";

/** All there is to excuse. An excuse that no journey needs any more fails the test: it would hide the next leak. */
export const perches: readonly Perch[] = [
  {
    canary: "token of the",
    place: /^Set-Cookie of /,
    because: "a cookie has to be set once, by the answer that makes the session",
  },
  {
    canary: "proof of the",
    place: /^Set-Cookie of /,
    because: "the other half of the same cookie",
  },
  {
    canary: "token of the",
    place: /^database public\.session\.token$/,
    because:
      "the sign-in library looks sessions up by it; worth nothing without its proof (docs/security.md, accepted gaps)",
  },
  {
    canary: "token of the",
    place: /^file of the database data\/.* \(600\)$/,
    because: "the files of that same table, its index and its journal",
  },
  {
    canary: "key of the second factor",
    place: /^body of POST \/api\/auth\/two-factor\/enable by /,
    because: "shown once, to be put into the authenticator",
  },
  {
    canary: "backup code",
    place: /^body of POST \/api\/auth\/two-factor\/enable by /,
    because: "shown once, to be written down",
  },
  {
    canary: "secret of a new device",
    place:
      /^body of POST \/api\/v1\/connections\/default\/tasks\/\w+\/subtasks\/\w+\/reveal by a person \(200\)$/,
    because: "an administrator asked to see it, which is on the audit trail",
  },
  {
    canary: "secret of a device in a draft",
    place: /^body of GET \/api\/v1\/connections\/default\/drafts\/[0-9a-f-]+\/file by a person \(200\)$/,
    because: "the workbook of a draft is handed back to whoever put it there",
  },
  {
    canary: "password of the database",
    place: /^file of the database access\.json \(600\)$/,
    because: "a generated secret has to be kept for the next start, for its owner alone",
  },
];
