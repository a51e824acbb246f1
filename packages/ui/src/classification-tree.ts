import type { Classification } from '@fale-conosco/contract';

/** A classification at its place in the tree. */
export interface ClassificationNode {
  classification: Classification;
  /** Names from the root to this node. */
  path: string[];
  /** In the order of the register. */
  children: ClassificationNode[];
}

/** Takes away accents and case, so that "autorizacao" meets "Autorização". */
export const foldText = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Builds the tree from the flat list of the contract. A node whose parent is not in the list is left out with its branch. */
export const classificationTree = (items: readonly Classification[]): ClassificationNode[] => {
  const byParent = new Map<string | null, Classification[]>();
  for (const item of items) byParent.set(item.parentId, [...(byParent.get(item.parentId) ?? []), item]);
  const childrenOf = (parentId: string | null, above: string[]): ClassificationNode[] =>
    (byParent.get(parentId) ?? [])
      .sort((a, b) => a.order - b.order)
      .map((classification) => {
        const path = [...above, classification.name];
        return { classification, path, children: childrenOf(classification.id, path) };
      });
  return childrenOf(null, []);
};

/** All nodes, parents before their children. */
export const flattenTree = (nodes: readonly ClassificationNode[]): ClassificationNode[] =>
  nodes.flatMap((node) => [node, ...flattenTree(node.children)]);

/** The leaves that have every word of the text somewhere in their path. */
export const searchLeaves = (nodes: readonly ClassificationNode[], text: string): ClassificationNode[] => {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  return flattenTree(nodes).filter(({ classification, path }) => {
    const folded = foldText(path.join(' '));
    return classification.selectable && words.every((word) => folded.includes(word));
  });
};
