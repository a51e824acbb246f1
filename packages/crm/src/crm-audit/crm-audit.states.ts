import type { AuditRecord } from '@fale-conosco/contract';
import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import type { StateCase } from '@fale-conosco/ui/states';
import { html, type TemplateResult } from 'lit';
import { find, press, settled, testClientOf } from '../testing/screen.ts';
import { readingStates } from '../testing/settings-states.ts';
import type { CrmAudit } from './crm-audit.ts';

const show = (client: CrmTestClient = createCrmTestClient()): TemplateResult =>
  html`<crm-audit .client=${client}></crm-audit>`;

/** A client whose trail has these records; what is left out is that of a change by Regina. */
export const clientWith = (records: readonly Partial<AuditRecord>[]): CrmTestClient =>
  createCrmTestClient({
    seed: {
      settings: {
        audit: records.map((parts, index) => ({
          id: `aud-${records.length - index}`,
          at: new Date(Date.UTC(2026, 10, 24, 17) - index * 3_600_000).toISOString(),
          actor: { id: 'agt-regina', name: 'Regina Alves' },
          entity: 'group',
          entityId: 'grp-suporte',
          entityName: 'Suporte ao portal',
          action: 'updated',
          before: { email: 'portal@vidaplena.example' },
          after: { email: 'suporte@vidaplena.example' },
          ...parts,
        })),
      },
    },
  });

/** Records of every kind of entity, each with a hard case. */
export const everyEntity = (): CrmTestClient =>
  clientWith([
    {
      before: { memberIds: ['agt-aline', 'agt-fabio'], managerGroupId: null, accessesConfidential: false },
      after: {
        memberIds: ['agt-fabio', 'agt-regina'],
        managerGroupId: 'grp-auditoria',
        accessesConfidential: true,
      },
    },
    {
      ...{ entity: 'classification', entityId: 'cls-9', entityName: 'Recurso de glosa' },
      before: { parentId: null, order: 0, active: true, groupId: 'grp-gone', deadlineBusinessDays: 1200 },
      after: { parentId: 'cls-fax', order: 2, active: false, groupId: null, deadlineBusinessDays: null },
    },
    {
      ...{ entity: 'contact_method', entityId: 'met-9', entityName: 'Videochamada', action: 'created' },
      before: null,
      after: { description: 'Videochamada', active: true, mode: 'both', faleConosco: true },
    },
    {
      ...{ entity: 'agent', entityId: 'agt-9', entityName: 'Bruno Teles' },
      before: { role: 'agent', email: null },
      after: { role: 'admin', email: 'bruno@vidaplena.example' },
    },
    {
      ...{ entity: 'canned_answer', entityId: 'ans-9', entityName: 'Glosa em reanálise' },
      before: { body: 'A glosa está em análise.', groupId: null },
      after: { body: 'A glosa está em reanálise.\n\nO prazo é {{prazo}}.', groupId: 'grp-suporte' },
    },
    {
      ...{ entity: 'holiday', entityId: 'hol-9', entityName: 'Recesso', action: 'deleted', actor: null },
      before: { date: '2026-12-31', name: 'Recesso', everyYear: false },
      after: null,
    },
    {
      ...{ entity: 'webhook', entityId: 'whk-9', entityName: 'https://bi.vidaplena.example/eventos' },
      before: { events: ['protocol.created'] },
      after: { events: ['protocol.created', 'message.added'] },
    },
    {
      ...{ entity: 'provider', entityId: 'prv-9', entityName: 'Clínica São Lucas' },
      before: { active: true, endereco: null },
      after: { active: false, endereco: { cidade: 'Santos', aceita: true, faixas: [{ de: 1 }] } },
    },
  ]);

/** Opens the first records, so that what they changed is seen. */
export const open = async (element: CrmAudit, count = 1): Promise<void> => {
  await settled(element);
  const summaries = [...element.renderRoot.querySelectorAll<HTMLElement>('summary')].slice(0, count);
  for (const summary of summaries) summary.click();
  await settled(element);
};

/** Shows only the changes of one kind of entity. */
export const narrow = async (element: CrmAudit, entity: string): Promise<void> => {
  await settled(element);
  const select = find<HTMLSelectElement>(element, '#entity');
  select.value = entity;
  select.dispatchEvent(new Event('change'));
  await settled(element);
};

/** Every state of the audit trail. */
export const states: StateCase<CrmAudit>[] = [
  { name: 'list', title: 'Lista', render: () => show(), setup: settled },
  {
    name: 'opened',
    title: 'Mudanças abertas',
    render: () => show(everyEntity()),
    setup: (element) => open(element, 8),
  },
  {
    name: 'one-entity',
    title: 'Um cadastro',
    render: () => show(everyEntity()),
    setup: (element) => narrow(element, 'webhook'),
  },
  {
    name: 'one-entry',
    title: 'Um registro',
    render: () => show(everyEntity()),
    setup: async (element) => {
      await open(element);
      await press(element, /^Ver todas as mudanças/);
    },
  },
  {
    name: 'names-failed',
    title: 'Sem os nomes dos registros',
    render: () => show(everyEntity()),
    setup: async (element) => {
      testClientOf(element).control.failNext('listGroups', 'network');
      await open(element);
    },
  },
  {
    name: 'empty',
    title: 'Nenhuma mudança',
    render: () => show(clientWith([])),
    setup: settled,
  },
  ...readingStates(show, 'listAuditRecords'),
  {
    name: 'more-failed',
    title: 'A página seguinte não veio',
    render: () => show(clientWith(Array.from({ length: 30 }, () => ({})))),
    setup: async (element) => {
      await settled(element);
      testClientOf(element).control.failNext('listAuditRecords', 'network');
      await press(element, /^Mostrar mudanças mais antigas/);
    },
  },
];
