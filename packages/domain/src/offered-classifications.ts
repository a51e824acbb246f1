import { type GroupReach, reaches } from './group-reach.ts';

/** What decides for what a classification can be chosen. */
export interface LeafFacts {
  /** Nothing is below it. */
  isLeaf: boolean;
  /** It and all levels above it are active. */
  lineActive: boolean;
  groupId: string | null;
  /** Whether it has a responsible group that is active. */
  groupActive: boolean;
  /** `Exibe no Fale conosco?` */
  shownToProviders: boolean;
}

/** Whether protocols can be put under a classification: a last level, active up to the root, with an active group. */
export const isUsable = ({ isLeaf, lineActive, groupActive }: Omit<LeafFacts, 'shownToProviders'>): boolean =>
  isLeaf && lineActive && groupActive;

/** Whether providers can choose a classification. */
export const isOfferedToProviders = (facts: LeafFacts): boolean => isUsable(facts) && facts.shownToProviders;

/** Whether an agent can open a protocol under a classification: its group must be in the agent's reach. */
export const canOpen = (facts: Omit<LeafFacts, 'shownToProviders'>, reach: GroupReach): boolean =>
  isUsable(facts) && facts.groupId !== null && reaches(reach, facts.groupId);

/**
 * Whether providers see protocols of a classification that were registered by a contact method. Deactivated ones still
 * show their old protocols.
 */
export const isVisibleToProvider = (
  classification: { shownToProviders: boolean },
  contactMethod: { faleConosco: boolean },
): boolean => classification.shownToProviders && contactMethod.faleConosco;

/** A node of the tree, with what decides whether it can be chosen. */
export interface ClassificationNode {
  id: string;
  parentId: string | null;
  active: boolean;
  groupId: string | null;
  groupActive: boolean;
  /** `Exibe no Fale conosco?` */
  shownToProviders: boolean;
}

/** The nodes from the root to this one; undefined when the chain is broken or runs in a circle. */
const lineOf = <Node extends Pick<ClassificationNode, 'id' | 'parentId'>>(
  node: Node,
  byId: ReadonlyMap<string, Node>,
): Node[] | undefined => {
  const line = [node];
  for (let current = node; current.parentId !== null; ) {
    const parent = byId.get(current.parentId);
    if (!parent || line.includes(parent)) return undefined;
    line.unshift(parent);
    current = parent;
  }
  return line;
};

/** The facts of each node of a tree, with the line of nodes that leads to it. */
const walk = <Node extends Omit<ClassificationNode, 'shownToProviders'>>(nodes: readonly Node[]) => {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const parents = new Set(nodes.map(({ parentId }) => parentId));
  return nodes.map((node) => {
    const line = lineOf(node, byId);
    const { groupId, groupActive } = node;
    const isLeaf = !parents.has(node.id);
    const lineActive = line?.every(({ active }) => active) ?? false;
    return { node, line: line ?? [], facts: { isLeaf, lineActive, groupId, groupActive } };
  });
};

/**
 * What the form offers to providers: the leaves that they can choose, and the branches that lead to one.
 *
 * @returns the nodes in their order, each with whether it can be chosen
 */
export const offeredTree = <Node extends ClassificationNode>(
  nodes: readonly Node[],
): (Node & { selectable: boolean })[] => {
  const leaves = walk(nodes).filter(({ node, facts }) =>
    isOfferedToProviders({ ...facts, shownToProviders: node.shownToProviders }),
  );
  const selectable = new Set(leaves.map(({ node }) => node.id));
  const shown = new Set(leaves.flatMap(({ line }) => line.map(({ id }) => id)));
  return nodes
    .filter(({ id }) => shown.has(id))
    .map((node) => ({ ...node, selectable: selectable.has(node.id) }));
};

/** The ids of the leaves under which an agent can open a protocol. */
export const openableLeaves = (
  nodes: readonly Omit<ClassificationNode, 'shownToProviders'>[],
  reach: GroupReach,
): ReadonlySet<string> =>
  new Set(
    walk(nodes)
      .filter(({ facts }) => canOpen(facts, reach))
      .map(({ node }) => node.id),
  );

/** The facts of one node of a tree; undefined when it is not there. */
export const leafFactsOf = (nodes: readonly ClassificationNode[], id: string): LeafFacts | undefined => {
  const found = walk(nodes).find(({ node }) => node.id === id);
  return found && { ...found.facts, shownToProviders: found.node.shownToProviders };
};
