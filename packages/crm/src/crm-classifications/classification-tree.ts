import type { CrmClassification, Group } from '@fale-conosco/contract';
import { isOfferedToProviders } from '@fale-conosco/domain';
import { type ClassificationNode, classificationTree, flattenTree, isLeaf } from '@fale-conosco/ui';

/** A classification at its place in the tree. */
export type TreeNode = ClassificationNode<CrmClassification>;

/** The tree of classifications, and what follows from a node's place in it. */
export class ClassificationTree {
  readonly roots: readonly TreeNode[];
  /** Parents before their children. */
  readonly nodes: readonly TreeNode[];
  /** Deactivated ones included. */
  readonly groups: readonly Group[];
  readonly #byId: ReadonlyMap<string, TreeNode>;

  constructor(items: readonly CrmClassification[], groups: readonly Group[]) {
    this.roots = classificationTree(items);
    this.nodes = flattenTree(this.roots);
    this.groups = groups;
    this.#byId = new Map(this.nodes.map((node) => [node.classification.id, node]));
  }

  /** The same tree with a node that was added or changed. */
  with(changed: CrmClassification): ClassificationTree {
    const items = this.nodes.map(({ classification }) => classification);
    const others = items.filter(({ id }) => id !== changed.id);
    return new ClassificationTree([...others, changed], this.groups);
  }

  /** The node with an id. */
  find(id: string | null | undefined): TreeNode | undefined {
    return id ? this.#byId.get(id) : undefined;
  }

  /** A node and its ancestors, up to the root. */
  selfAndAncestors(id: string | null): TreeNode[] {
    const node = this.find(id);
    return node ? [node, ...this.selfAndAncestors(node.classification.parentId)] : [];
  }

  /** The children of a parent, without the node that is being placed among them. */
  siblings(parentId: string | null, without: string | undefined): readonly TreeNode[] {
    const children = parentId === null ? this.roots : (this.find(parentId)?.children ?? []);
    return children.filter(({ classification }) => classification.id !== without);
  }

  /** The possible parents of a node: all nodes outside its own branch. */
  parentsFor(id: string | undefined): TreeNode[] {
    const own = new Set(flattenTree([this.find(id)].filter((node) => node !== undefined)));
    return this.nodes.filter((node) => !own.has(node));
  }

  isActiveGroup(id: string | null | undefined): boolean {
    return this.groups.some((group) => group.active && group.id === id);
  }

  /** Whether providers can choose it. */
  isOffered({ classification, children }: TreeNode): boolean {
    const { id, group, shownToProviders } = classification;
    return isOfferedToProviders({
      isLeaf: children.length === 0,
      lineActive: this.selfAndAncestors(id).every((node) => node.classification.active),
      groupId: group?.id ?? null,
      groupActive: this.isActiveGroup(group?.id),
      shownToProviders,
    });
  }

  /** The last levels below a node. */
  leavesBelow({ children }: TreeNode): TreeNode[] {
    return flattenTree(children).filter(isLeaf);
  }

  /** Whether providers see it: as one to choose, or as a branch that leads to one. */
  isShown(node: TreeNode): boolean {
    return this.isOffered(node) || node.children.some((child) => this.isShown(child));
  }

  /** Whether no group would answer its protocols: an active leaf without an active group. */
  lacksGroup({ classification, children }: TreeNode): boolean {
    return children.length === 0 && classification.active && !this.isActiveGroup(classification.group?.id);
  }
}
