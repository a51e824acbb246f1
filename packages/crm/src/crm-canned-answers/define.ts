import { defineElement } from '@fale-conosco/ui';
import { CrmCannedAnswers } from './crm-canned-answers.ts';

/** Defines the settings screen of canned answers, as `crm-canned-answers` or under another name. */
export const defineCrmCannedAnswers = (tagName = 'crm-canned-answers'): void =>
  defineElement(tagName, CrmCannedAnswers);

declare global {
  interface HTMLElementTagNameMap {
    'crm-canned-answers': CrmCannedAnswers;
  }
}
