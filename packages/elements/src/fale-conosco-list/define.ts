import { defineElement } from '@fale-conosco/ui';
import { FaleConoscoList } from './fale-conosco-list.ts';

/** Registers the list, as `fale-conosco-list` or under another name. */
export const defineFaleConoscoList = (tagName = 'fale-conosco-list'): void =>
  defineElement(tagName, FaleConoscoList);

declare global {
  interface HTMLElementTagNameMap {
    'fale-conosco-list': FaleConoscoList;
  }
}
