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
import type { CrmCannedAnswers } from './crm-canned-answers.ts';

const show = (client: CrmTestClient = createCrmTestClient()): TemplateResult =>
  html`<crm-canned-answers .client=${client}></crm-canned-answers>`;

/** Somebody else changes an answer while its form is open. */
export const changeElsewhere = (element: CrmCannedAnswers, id: string, changes: object): void =>
  testClientOf(element).control.touchEntry('cannedAnswers', id, { ...changes });

/** Every state of the screen. */
export const states: SettingsState<CrmCannedAnswers>[] = [
  { name: 'list', title: 'Lista', render: () => show(), setup: settled },
  {
    name: 'empty',
    title: 'Nenhuma resposta pronta',
    render: () => show(createCrmTestClient({ seed: { registers: { cannedAnswers: [] } } })),
    setup: settled,
  },
  ...readingStates(show, 'cannedAnswers.list'),
  {
    name: 'nothing-found',
    title: 'Busca sem resultado',
    render: () => show(),
    setup: async (element) => {
      await settled(element);
      type(element, '[type=search]', 'aniversário');
      await settled(element);
    },
  },
  {
    name: 'new',
    title: 'Nova resposta pronta',
    render: () => show(),
    setup: (element) => press(element, /^Nova resposta/),
  },
  {
    name: 'edit',
    title: 'Em edição',
    render: () => show(),
    setup: (element) => press(element, /^Encerramento padrão/),
  },
  {
    name: 'unknown',
    title: 'Campo desconhecido',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Glosa em reanálise/);
      type(
        element,
        '#body',
        'A glosa da guia {{guia}} está em reanálise até {{praso}}. Protocolo {{protocolo}}.',
      );
      await settled(element);
    },
  },
  {
    name: 'errors',
    title: 'Com erros',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Nova resposta/);
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'save-failed',
    title: 'Não salvou',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Glosa em reanálise/);
      type(element, '#title-field', 'Glosa em análise');
      testClientOf(element).control.failNext('cannedAnswers.update', new ConnectionError());
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'conflict',
    title: 'Outra pessoa mudou os mesmos campos',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Glosa em reanálise/);
      type(element, '#title-field', 'Glosa em análise');
      type(element, '#body', 'A glosa está em análise.\n\nO prazo de resposta é {{prazo}}.');
      changeElsewhere(element, 'ans-2', {
        title: 'Glosa: nova análise',
        body: 'Vamos analisar a glosa outra vez até {{prazo}}.',
      });
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'merged',
    title: 'Outra pessoa mudou outro campo',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Glosa em reanálise/);
      type(element, '#title-field', 'Glosa em análise');
      changeElsewhere(element, 'ans-2', { active: false });
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'saved',
    title: 'Salva',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Glosa em reanálise/);
      type(element, '#title-field', 'Glosa em análise');
      await press(element, /^Salvar/);
    },
  },
  {
    name: 'delete',
    title: 'Antes de excluir',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Recesso/);
      await press(element, /^Excluir$/);
    },
  },
  {
    name: 'delete-failed',
    title: 'Não excluiu',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Recesso/);
      await press(element, /^Excluir$/);
      testClientOf(element).control.failNext('cannedAnswers.delete', new ConnectionError());
      await press(element, /^Excluir de vez/);
    },
  },
  {
    name: 'deleted',
    title: 'Excluída',
    render: () => show(),
    setup: async (element) => {
      await press(element, /^Recesso/);
      await press(element, /^Excluir$/);
      await press(element, /^Excluir de vez/);
    },
  },
];
