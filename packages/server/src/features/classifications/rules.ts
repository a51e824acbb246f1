/** What the rules need to know of a node of the register. */
export interface ClassificationNode {
  id: string;
  parentId: string | null;
  active: boolean;
  /** Gate A, `Exibe no Fale conosco?`. */
  shownToProviders: boolean;
  /** Whether it has a responsible group that is active. */
  hasActiveGroup: boolean;
}

/**
 * Gate A for choosing: the leaves that a provider may choose (active, shown, with an active group, below active
 * branches) and the branches that lead to one.
 *
 * @returns the nodes in their order, each with whether it can be chosen
 */
export const offeredTree = <Node extends ClassificationNode>(
  nodes: readonly Node[],
): (Node & { selectable: boolean })[] => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Set(nodes.map(({ parentId }) => parentId));
  const branches = new Set<string>();
  const leaves = new Set<string>();
  for (const leaf of nodes) {
    if (parents.has(leaf.id) || !leaf.shownToProviders || !leaf.hasActiveGroup) continue;
    const path = pathOf(leaf, byId);
    if (!path?.every(({ active }) => active)) continue;
    leaves.add(leaf.id);
    for (const { id } of path) if (id !== leaf.id) branches.add(id);
  }
  return nodes.flatMap((node) =>
    leaves.has(node.id) || branches.has(node.id) ? [{ ...node, selectable: leaves.has(node.id) }] : [],
  );
};

/** The leaves under which a protocol can be opened: active, with an active group, below active branches. */
export const openableLeaves = (
  nodes: readonly Omit<ClassificationNode, 'shownToProviders'>[],
): ReadonlySet<string> => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Set(nodes.map(({ parentId }) => parentId));
  const leaves = nodes.filter(
    (node) =>
      node.hasActiveGroup && !parents.has(node.id) && pathOf(node, byId)?.every(({ active }) => active),
  );
  return new Set(leaves.map(({ id }) => id));
};

/** The nodes from the root to this one; undefined when the chain is broken or runs in a circle. */
const pathOf = <Node extends Pick<ClassificationNode, 'id' | 'parentId'>>(
  node: Node,
  byId: ReadonlyMap<string, Node>,
): Node[] | undefined => {
  const path = [node];
  for (let current = node; current.parentId !== null; ) {
    const parent = byId.get(current.parentId);
    if (!parent || path.includes(parent)) return undefined;
    path.unshift(parent);
    current = parent;
  }
  return path;
};
