import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import type { StateCase } from '@fale-conosco/ui/states';
import { html, type TemplateResult } from 'lit';
import { settled, testClientOf, type } from '../testing/screen.ts';
import { entityStates, nothingFoundState } from '../testing/settings-states.ts';
import type { CrmContactMethods } from './crm-contact-methods.ts';

const show = (client: CrmTestClient = createCrmTestClient()): TemplateResult =>
  html`<crm-contact-methods .client=${client}></crm-contact-methods>`;

/** Somebody else changes an entry while its form is open. */
export const changeElsewhere = (element: CrmContactMethods, name: string, changes: object): void => {
  const { control } = testClientOf(element);
  const entry = control.settings.contactMethods.find(({ description }) => description === name);
  control.simulateConcurrentChange('contactMethods', entry?.id ?? '', { ...changes });
};

/** Every state of the screen. */
export const states: StateCase<CrmContactMethods>[] = [
  ...entityStates<CrmContactMethods>({
    show,
    list: 'listCrmContactMethods',
    update: 'updateCrmContactMethod',
    newEntry: /^Nova forma/,
    entry: /^Telefone/,
    edit: (element) => type(element, '#description', 'Telefone da central'),
    conflict: (element) => changeElsewhere(element, 'Telefone', { description: 'Ligação telefônica' }),
    merge: (element) => changeElsewhere(element, 'Telefone', { receivesComplaints: true }),
  }),
  {
    name: 'empty',
    title: 'Nenhuma forma de contato',
    render: () => show(createCrmTestClient({ seed: { settings: { contactMethods: [] } } })),
    setup: settled,
  },
  nothingFoundState(show, 'pombo-correio'),
];
