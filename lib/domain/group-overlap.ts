export interface GroupMembers {
  groupId: string;
  members: ReadonlySet<string>;
}

export interface Overlap {
  /** Places in all groups together. */
  total: number;
  /** Each device once. */
  distinct: number;
  /** Groups that share devices, the most first. */
  pairs: { groupIds: string[]; shared: number }[];
}

/** How many devices several groups have together, and which of them share some. */
export function countOverlap(groups: readonly GroupMembers[]): Overlap {
  const everyone = new Set(groups.flatMap(({ members }) => [...members]));
  const pairs = groups.flatMap((one, index) =>
    groups.slice(index + 1).flatMap((other) => {
      const shared = [...one.members].filter((member) => other.members.has(member)).length;
      return shared > 0 ? [{ groupIds: [one.groupId, other.groupId], shared }] : [];
    }),
  );
  return {
    total: groups.reduce((sum, { members }) => sum + members.size, 0),
    distinct: everyone.size,
    pairs: pairs.sort((a, b) => b.shared - a.shared),
  };
}
