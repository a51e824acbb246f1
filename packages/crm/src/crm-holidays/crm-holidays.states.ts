import { ConnectionError } from '@fale-conosco/sdk';
import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/sdk/testing';
import { html, type TemplateResult } from 'lit';
import {
  press,
  readingStates,
  type SettingsState,
  settled,
  testClientOf,
  type,
} from '../shared/settings/settings-states.ts';
import type { CrmHolidays } from './crm-holidays.ts';

const show = (client: CrmTestClient = createCrmTestClient(), year = 2026): TemplateResult =>
  html`<crm-holidays .client=${client} .year=${year}></crm-holidays>`;

/** Fills in the form of a new holiday. */
export const fillIn = async (element: CrmHolidays, date: string, name: string): Promise<void> => {
  await press(element, /^Novo feriado/);
  type(element, '#date', date);
  type(element, '#name', name);
};

/** Every state of the screen. */
export const states: SettingsState<CrmHolidays>[] = [
  { name: 'list', title: 'Um ano', render: () => show(), setup: settled },
  {
    name: 'none-local',
    title: 'Sem feriado local',
    render: () => show(createCrmTestClient({ seed: { registers: { holidays: [] } } })),
    setup: settled,
  },
  {
    name: 'last-year',
    title: 'O último ano',
    render: () => show(createCrmTestClient(), 2100),
    setup: settled,
  },
  ...readingStates(show, 'holidays.list'),
  {
    name: 'new',
    title: 'Novo feriado',
    render: () => show(),
    setup: (element) => press(element, /^Novo feriado/),
  },
  {
    name: 'errors',
    title: 'Com erros',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Novo feriado/);
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'taken',
    title: 'Já há um feriado no dia',
    render: () => show(),
    setup: async (element) => {
      await fillIn(element, '2026-12-25', 'Recesso');
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'save-failed',
    title: 'Não salvou',
    render: () => show(),
    setup: async (element) => {
      await fillIn(element, '2026-12-31', 'Recesso de fim de ano');
      testClientOf(element).control.failNext('holidays.create', new ConnectionError());
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'saved',
    title: 'Cadastrado',
    render: () => show(),
    setup: async (element) => {
      await fillIn(element, '2026-12-31', 'Recesso de fim de ano');
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'deleting',
    title: 'Pergunta antes de excluir',
    render: () => show(),
    setup: (element) => press(element, /^Excluir “Aniversário/),
  },
  {
    name: 'delete-failed',
    title: 'Não excluiu',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Excluir “Recesso/);
      testClientOf(element).control.failNext('holidays.delete', new ConnectionError());
      await press(element, /^Excluir de vez/);
    },
  },
  {
    name: 'deleted',
    title: 'Excluído',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Excluir “Recesso/);
      await press(element, /^Excluir de vez/);
    },
  },
];
