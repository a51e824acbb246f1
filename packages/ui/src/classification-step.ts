import { html, nothing, type TemplateResult } from 'lit';
import {
  type AnyClassification,
  type ClassificationNode,
  flattenTree,
  isLeaf,
} from './classification-tree.ts';
import { iconChevronRight } from './contact-icons.ts';
import { iconCheck, iconSearch } from './icons.ts';
import { contactMessages } from './messages/contact-messages.ts';
import { emptyState } from './templates.ts';
import type { UiController } from './ui-controller.ts';

/** What the tree needs to be shown. */
export interface ClassificationStepOptions<Item extends AnyClassification> {
  ui: UiController;
  tree: readonly ClassificationNode<Item>[];
  /** Leaves that the search found; undefined while there is none. */
  found: readonly ClassificationNode<Item>[] | undefined;
  query: string;
  /** The leaf chosen before, if any. */
  chosen: ClassificationNode<Item> | undefined;
  onSearch: (query: string) => void;
  onChoose: (node: ClassificationNode<Item>) => void;
}

const leaf = <Item extends AnyClassification>(
  node: ClassificationNode<Item>,
  withPath: boolean,
  { chosen, onChoose }: ClassificationStepOptions<Item>,
): TemplateResult => {
  const { name, id } = node.classification;
  const current = id === chosen?.classification.id;
  return html`<li>
    <button class="node leaf" type="button" aria-current=${current} @click=${() => onChoose(node)}>
      <span class="grow"
        >${name}${
          withPath && node.path.length > 1
            ? html`<span class="path">${node.path.slice(0, -1).join(' › ')}</span>`
            : nothing
        }</span
      >${current ? iconCheck() : nothing}
    </button>
  </li>`;
};

const branch = <Item extends AnyClassification>(
  node: ClassificationNode<Item>,
  options: ClassificationStepOptions<Item>,
): TemplateResult => {
  const leaves = flattenTree(node.children).filter(isLeaf).length;
  return html`<li>
    <details ?open=${options.chosen?.path.join().startsWith(`${node.path.join()},`)}>
      <summary class="node">
        ${iconChevronRight()}<span class="grow">${node.classification.name}</span>
        <span class="small muted">${contactMessages(options.ui).form.subjects(leaves)}</span>
      </summary>
      <ul>
        ${node.children.map((child) => treeNode(child, options))}
      </ul>
    </details>
  </li>`;
};

const treeNode = <Item extends AnyClassification>(
  node: ClassificationNode<Item>,
  options: ClassificationStepOptions<Item>,
): TemplateResult => (isLeaf(node) ? leaf(node, false, options) : branch(node, options));

/** The tree of subjects with its search box: a branch is opened, a leaf is chosen. */
export const classificationStep = <Item extends AnyClassification>(
  options: ClassificationStepOptions<Item>,
): TemplateResult => {
  const { ui, tree, found, query, onSearch } = options;
  const texts = contactMessages(ui);
  return html`<label class="search">
      <span class="visually-hidden">${texts.form.searchClassification}</span>${iconSearch()}
      <input
        class="input"
        type="search"
        autocomplete="off"
        placeholder=${texts.form.searchPlaceholder}
        .value=${query}
        @input=${(event: Event) => onSearch((event.target as HTMLInputElement).value)}
      />
    </label>
    ${found ? html`<p class="small muted">${texts.form.matches(found.length)}</p>` : nothing}
    ${
      found?.length === 0
        ? emptyState(iconSearch(), { title: texts.form.noMatchTitle, text: texts.form.noMatchText })
        : html`<ul class="tree" aria-labelledby="step">
          ${found ? found.map((node) => leaf(node, true, options)) : tree.map((node) => treeNode(node, options))}
        </ul>`
    }`;
};
