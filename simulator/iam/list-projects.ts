import { type Answer, json } from "../http/answer";
import type { Query } from "../http/query";
import { DOMAIN_ID, type IamAccount } from "./iam-account";

/** `GET /v3/projects?name={region}` (sheet §2.3): one project to an account and region, none in unknown regions. */
export function listProjects(account: IamAccount, query: Query): Answer {
  const name = query.raw("name") ?? account.regions[0];
  const project = {
    id: account.projectId,
    name,
    domain_id: DOMAIN_ID,
    parent_id: DOMAIN_ID,
    is_domain: false,
    enabled: true,
    description: "",
  };
  const projects = name !== undefined && account.regions.includes(name) ? [project] : [];
  return json(200, { projects, links: { next: null, previous: null } });
}
