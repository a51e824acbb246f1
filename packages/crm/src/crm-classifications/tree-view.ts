import { iconChevronRight, iconSearch, roveFocus } from '@fale-conosco/ui';
import { html, nothing, type TemplateResult } from 'lit';
import type { CrmMessages } from '../messages/index.ts';
import { iconEye } from '../shared/icons.ts';
import type { ClassificationTree, TreeNode } from './classification-tree.ts';

/** What the tree needs to be shown. */
export interface TreeViewOptions {
  texts: CrmMessages;
  tree: ClassificationTree;
  /** What the search found; undefined while there is none. */
  found: readonly TreeNode[] | undefined;
  query: string;
  /** Ids of the branches that are open. */
  opened: ReadonlySet<string>;
  /** The node whose form is shown. */
  currentId: string | undefined;
  onSearch: (query: string) => void;
  onToggle: (id: string, open: boolean) => void;
  onToggleAll: (open: boolean) => void;
  onOpen: (node: TreeNode) => void;
}

/** The tree of classifications: branches open and close, each node leads to its form. */
export const treeView = (options: TreeViewOptions): TemplateResult => {
  const { texts, tree, found, query, opened, onSearch, onToggleAll } = options;
  const words = texts.classifications;
  const branches = tree.nodes.filter(({ children }) => children.length > 0);
  const allOpen = branches.every(({ classification }) => opened.has(classification.id));
  return html`<label class="search">
      <span class="visually-hidden">${words.find}</span>${iconSearch()}
      <input
        class="input"
        type="search"
        autocomplete="off"
        placeholder=${words.find}
        .value=${query}
        @input=${(event: Event) => onSearch((event.target as HTMLInputElement).value)}
      />
    </label>
    <div class="cluster spread small">
      ${
        found
          ? html`<span class="muted" role="status">${words.found(found.length)}</span>`
          : html`<button class="link" type="button" @click=${() => onToggleAll(!allOpen)}>
              ${allOpen ? words.collapseAll : words.expandAll}
            </button>`
      }
      <span class="legend muted" aria-hidden="true">${iconEye()}${words.shown}</span>
    </div>
    <ul
      class="nodes"
      role="list"
      aria-labelledby="title"
      @keydown=${(event: KeyboardEvent) => moveBetween(event, options)}
    >
      ${found ? found.map((node) => row(node, options, true)) : tree.roots.map((node) => branch(node, options))}
    </ul>`;
};

const branch = (node: TreeNode, options: TreeViewOptions): TemplateResult => {
  const open = options.opened.has(node.classification.id);
  return html`${row(
    node,
    options,
    false,
    open && node.children.length > 0
      ? html`<ul role="list" aria-label=${options.texts.classifications.below(node.classification.name)}>
          ${node.children.map((child) => branch(child, options))}
        </ul>`
      : nothing,
  )}`;
};

const row = (
  node: TreeNode,
  options: TreeViewOptions,
  withPath: boolean,
  below: unknown = nothing,
): TemplateResult => {
  const { id, name, active } = node.classification;
  return html`<li>
    <div class="row">
      ${withPath ? nothing : toggle(node, options)}
      <button
        class=${active ? 'node' : 'node off'}
        type="button"
        data-id=${id}
        aria-current=${id === options.currentId ? 'true' : 'false'}
        @click=${() => options.onOpen(node)}
      >
        <span class="grow">
          ${name}${
            withPath && node.path.length > 1
              ? html`<span class="path">${node.path.slice(0, -1).join(' › ')}</span>`
              : nothing
          }
        </span>
        ${marks(node, options)}
      </button>
    </div>
    ${below}
  </li>`;
};

const toggle = (node: TreeNode, { texts, opened, onToggle }: TreeViewOptions): TemplateResult => {
  const { id, name } = node.classification;
  if (node.children.length === 0) return html`<span class="toggle"></span>`;
  const open = opened.has(id);
  return html`<button
    class="toggle"
    type="button"
    aria-expanded=${open ? 'true' : 'false'}
    aria-label=${texts.classifications.below(name)}
    @click=${() => onToggle(id, !open)}
  >
    ${iconChevronRight()}
  </button>`;
};

const marks = (node: TreeNode, { texts, tree }: TreeViewOptions): TemplateResult => {
  const words = texts.classifications;
  return html`${node.classification.active ? nothing : html`<span class="tag">${words.inactive}</span>`}
    ${tree.lacksGroup(node) ? html`<span class="tag tag-strong">${words.lacksGroup}</span>` : nothing}
    ${
      tree.isShown(node)
        ? html`<span class="mark" title=${words.shown}>${iconEye()}<span class="visually-hidden">${words.shown}</span></span>`
        : nothing
    }`;
};

/** Arrow keys move between nodes, and open and close branches. */
const moveBetween = (event: KeyboardEvent, { tree, found, opened, onToggle }: TreeViewOptions): void => {
  const from = (event.target as HTMLElement).closest<HTMLElement>('.node');
  const id = from?.dataset['id'];
  const node = tree.find(id);
  if (!from || !id || !node) return;
  const sideways = !found && (event.key === 'ArrowRight' || event.key === 'ArrowLeft');
  if (!sideways) {
    roveFocus(event, '.node', { vertical: true });
    return;
  }
  event.preventDefault();
  const opens = event.key === 'ArrowRight';
  if (node.children.length > 0 && opened.has(id) !== opens) {
    onToggle(id, opens);
    return;
  }
  const next = opens ? node.children[0]?.classification.id : node.classification.parentId;
  const list = event.currentTarget as HTMLElement;
  if (next) list.querySelector<HTMLElement>(`.node[data-id="${next}"]`)?.focus();
};
