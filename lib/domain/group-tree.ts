import type { DeviceGroup } from "@/lib/contracts/fleet-pickers";

export interface GroupNode {
  group: DeviceGroup;
  children: GroupNode[];
}

/**
 * Groups as a tree, each once, sorted by name. One whose parent is not in the list, or that is its own ancestor, stands
 * at the top: no group may get lost between two pages (sheet §11.5).
 */
export function buildGroupTree(groups: readonly DeviceGroup[]): GroupNode[] {
  const nodes = new Map(groups.map((group) => [group.groupId, { group, children: [] } as GroupNode]));
  const roots: GroupNode[] = [];
  for (const node of nodes.values()) {
    const parent = isOwnAncestor(node.group, nodes) ? undefined : nodes.get(node.group.parentId ?? "");
    (parent?.children ?? roots).push(node);
  }
  const byName = (a: GroupNode, b: GroupNode) =>
    a.group.name.localeCompare(b.group.name, "en", { numeric: true }) ||
    a.group.groupId.localeCompare(b.group.groupId, "en");
  for (const { children } of nodes.values()) children.sort(byName);
  return roots.sort(byName);
}

function isOwnAncestor(group: DeviceGroup, nodes: ReadonlyMap<string, GroupNode>): boolean {
  const met = new Set<string>();
  for (let at = group.parentId; at !== null && !met.has(at); at = nodes.get(at)?.group.parentId ?? null) {
    if (at === group.groupId) return true;
    met.add(at);
  }
  return false;
}

/** Groups with a part of the text in name or id, case ignored, below their ancestors; all without a text. */
export function filterGroupTree(nodes: readonly GroupNode[], q: string): GroupNode[] {
  const wanted = q.trim().toLowerCase();
  if (wanted === "") return [...nodes];
  return nodes.flatMap(({ group, children }) => {
    const left = filterGroupTree(children, q);
    const fits = [group.name, group.groupId].some((text) => text.toLowerCase().includes(wanted));
    return fits || left.length > 0 ? [{ group, children: left }] : [];
  });
}

export function countGroups(nodes: readonly GroupNode[]): number {
  return nodes.reduce((sum, { children }) => sum + 1 + countGroups(children), 0);
}
