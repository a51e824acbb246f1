import { plurals } from '@fale-conosco/ui';
import type { audit as ptBR } from '../pt-BR/audit.ts';

const { count } = plurals('es');

/** Texts of the audit trail, in Spanish. */
export const audit: typeof ptBR = {
  title: 'Auditoría',
  intro: 'Quién cambió qué en los registros, y cuándo. Nada aquí puede modificarse ni borrarse.',
  entityLabel: 'Registro',
  all: 'Todos los registros',
  entities: {
    classification: 'Clasificaciones',
    contact_method: 'Formas de contacto',
    group: 'Grupos',
    agent: 'Usuarios',
    provider: 'Prestadores',
    canned_answer: 'Respuestas listas',
    holiday: 'Feriados',
    webhook: 'Webhooks',
  },
  did: {
    created: (what) => `creó ${what}`,
    updated: (what) => `modificó ${what}`,
    deleted: (what) => `eliminó ${what}`,
  },
  entity: {
    classification: 'la clasificación',
    contact_method: 'la forma de contacto',
    group: 'el grupo',
    agent: 'el usuario',
    provider: 'el prestador',
    canned_answer: 'la respuesta lista',
    holiday: 'el feriado',
    webhook: 'el webhook',
    other: 'el registro',
  },
  system: 'El sistema',
  field: 'Campo',
  before: 'Antes',
  after: 'Después',
  value: 'Valor',
  providerId: 'Identificación en el portal',
  unknownEntry: (id) => `Registro ${id}`,
  kept: (value) => count(value, 'que sigue', 'que siguen'),
  noDetails: 'Ningún campo cambió.',
  onlyThis: 'Ver todos los cambios de este registro',
  onlyOf: (name) => `Solo los cambios de “${name}”`,
  showAll: 'Mostrar todos',
  refresh: 'Actualizar',
  showing: (value) => count(value, 'cambio en la lista', 'cambios en la lista'),
  loadMore: 'Mostrar cambios más antiguos',
  moreFailedTitle: 'No se pudo mostrar más',
  failedTitle: 'No se pudo cargar la auditoría',
  emptyTitle: 'Ningún cambio por aquí',
  emptyText: 'Cada cambio en un registro aparece aquí, con quién lo hizo.',
};
