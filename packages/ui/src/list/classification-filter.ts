import { html, type TemplateResult } from 'lit';
import { type AnyClassification, classificationTree, flattenTree } from '../classification-tree.ts';

/** The field that narrows a list to one classification and what is below it; the tree shows by indentation. */
export const classificationFilter = ({
  texts,
  classifications,
  selected,
  onChange,
}: {
  texts: { label: string; any: string };
  classifications: readonly AnyClassification[];
  selected: string | undefined;
  onChange: (id: string) => void;
}): TemplateResult => html`<div class="field subject">
  <label class="label" for="classification">${texts.label}</label>
  <select
    class="input"
    id="classification"
    @change=${(event: Event) => onChange((event.target as HTMLSelectElement).value)}
  >
    <option value="">${texts.any}</option>
    ${flattenTree(classificationTree(classifications)).map(
      ({ classification: { id, name }, path }) =>
        html`<option value=${id} ?selected=${id === selected}>${'\u2003'.repeat(path.length - 1)}${name}</option>`,
    )}
  </select>
</div>`;
