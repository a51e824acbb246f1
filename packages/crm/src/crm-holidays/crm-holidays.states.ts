import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import type { StateCase } from '@fale-conosco/ui/states';
import { html, type TemplateResult } from 'lit';
import { press, settled, testClientOf, type } from '../testing/screen.ts';
import { deletionStates, readingStates, stateOf } from '../testing/settings-states.ts';
import type { CrmHolidays } from './crm-holidays.ts';

const show = (client: CrmTestClient = createCrmTestClient(), year = 2026): TemplateResult =>
  html`<crm-holidays .client=${client} .year=${year}></crm-holidays>`;
const state = stateOf<CrmHolidays>(show);

/** Fills in the form of a new holiday. */
export const fillIn = async (element: CrmHolidays, date: string, name: string): Promise<void> => {
  await press(element, /^Novo feriado/);
  type(element, '#date', date);
  type(element, '#name', name);
};

/** Every state of the screen. */
export const states: StateCase<CrmHolidays>[] = [
  state('list', 'Um ano', settled),
  {
    name: 'none-local',
    title: 'Sem feriado local',
    render: () => show(createCrmTestClient({ seed: { settings: { holidays: [] } } })),
    setup: settled,
  },
  {
    name: 'last-year',
    title: 'O último ano',
    render: () => show(createCrmTestClient(), 2100),
    setup: settled,
  },
  ...readingStates(show, 'listHolidays'),
  state('new', 'Novo feriado', (element) => press(element, /^Novo feriado/)),
  state('errors', 'Com erros', async (element) => {
    await press(element, /^Novo feriado/);
    await press(element, /^Salvar/);
  }),
  state('taken', 'Já há um feriado no dia', async (element) => {
    await fillIn(element, '2026-12-25', 'Recesso');
    await press(element, /^Salvar/);
  }),
  state('save-failed', 'Não salvou', async (element) => {
    await fillIn(element, '2026-12-31', 'Recesso de fim de ano');
    testClientOf(element).control.failNext('createHoliday', 'network');
    await press(element, /^Salvar/);
  }),
  state('saved', 'Cadastrado', async (element) => {
    await fillIn(element, '2026-12-31', 'Recesso de fim de ano');
    await press(element, /^Salvar/);
  }),
  ...deletionStates<CrmHolidays>(show, (element) => press(element, /^Excluir “Recesso/), 'deleteHoliday'),
];
