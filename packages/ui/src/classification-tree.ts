import type { Classification, CrmClassification } from '@fale-conosco/contract';

/** A classification as providers or as the operator's people get it. */
export type AnyClassification = Classification | CrmClassification;

/** A classification at its place in the tree. */
export interface ClassificationNode<Item extends AnyClassification = Classification> {
  classification: Item;
  /** Names from the root to this node. */
  path: string[];
  /** In the order of the register. */
  children: ClassificationNode<Item>[];
}

/** Takes away accents and case, so that "autorizacao" meets "Autorização". */
export const foldText = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Builds the tree from the flat list of the contract. A node whose parent is not in the list is left out with its branch. */
export const classificationTree = <Item extends AnyClassification>(
  items: readonly Item[],
): ClassificationNode<Item>[] => {
  const byParent = new Map<string | null, Item[]>();
  for (const item of items) byParent.set(item.parentId, [...(byParent.get(item.parentId) ?? []), item]);
  const childrenOf = (parentId: string | null, above: string[]): ClassificationNode<Item>[] =>
    (byParent.get(parentId) ?? [])
      .sort((a, b) => a.order - b.order)
      .map((classification) => {
        const path = [...above, classification.name];
        return { classification, path, children: childrenOf(classification.id, path) };
      });
  return childrenOf(null, []);
};

/** All nodes, parents before their children. */
export const flattenTree = <Item extends AnyClassification>(
  nodes: readonly ClassificationNode<Item>[],
): ClassificationNode<Item>[] => nodes.flatMap((node) => [node, ...flattenTree(node.children)]);

/** Whether a node can be chosen: the server says so to providers; for operators it is a node with none below. */
export const isLeaf = ({ classification, children }: ClassificationNode<AnyClassification>): boolean =>
  'selectable' in classification ? classification.selectable : children.length === 0;

/** The nodes that have every word of the text somewhere in their path. */
export const searchNodes = <Item extends AnyClassification>(
  nodes: readonly ClassificationNode<Item>[],
  text: string,
): ClassificationNode<Item>[] => {
  const words = foldText(text).split(/\s+/).filter(Boolean);
  return flattenTree(nodes).filter((node) => {
    const folded = foldText(node.path.join(' '));
    return words.every((word) => folded.includes(word));
  });
};

/** The leaves that have every word of the text somewhere in their path. */
export const searchLeaves = <Item extends AnyClassification>(
  nodes: readonly ClassificationNode<Item>[],
  text: string,
): ClassificationNode<Item>[] => searchNodes(nodes, text).filter(isLeaf);
