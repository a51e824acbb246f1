import { searchNodes } from '@fale-conosco/ui';
import type { ReactiveControllerHost, TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';
import type { ClassificationTree, TreeNode } from './classification-tree.ts';
import { treeView } from './tree-view.ts';

/** How the tree is looked at: the search, and which branches are open. */
export class TreeViewController {
  readonly #host: ReactiveControllerHost;
  #query = '';
  /** Ids of the open branches; undefined until one is opened or closed: then the first level is open. */
  #opened: ReadonlySet<string> | undefined;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** @param currentId the node whose form is shown */
  template(
    tree: ClassificationTree,
    {
      texts,
      currentId,
      onOpen,
    }: { texts: CrmMessages; currentId: string | undefined; onOpen: (node: TreeNode) => void },
  ): TemplateResult {
    const query = this.#query;
    return treeView({
      texts,
      tree,
      found: query.trim() === '' ? undefined : searchNodes(tree.roots, query),
      query,
      opened: this.#openedIn(tree),
      currentId,
      onSearch: (text) => {
        this.#query = text;
        this.#host.requestUpdate();
      },
      onToggle: (id, open) => {
        const opened = new Set(this.#openedIn(tree));
        if (open) opened.add(id);
        else opened.delete(id);
        this.#open(opened);
      },
      onToggleAll: (open) =>
        this.#open(new Set(open ? tree.nodes.map(({ classification }) => classification.id) : [])),
      onOpen,
    });
  }

  /** Opens the branches that lead to a node. */
  reveal(tree: ClassificationTree, parentId: string | null): void {
    const ancestors = tree.selfAndAncestors(parentId).map(({ classification }) => classification.id);
    if (ancestors.length > 0) this.#open(new Set([...this.#openedIn(tree), ...ancestors]));
  }

  #openedIn(tree: ClassificationTree): ReadonlySet<string> {
    return this.#opened ?? new Set(tree.roots.map(({ classification }) => classification.id));
  }

  #open(opened: ReadonlySet<string>): void {
    this.#opened = opened;
    this.#host.requestUpdate();
  }
}
