import { plurals } from '@fale-conosco/ui';

const { count } = plurals('pt-BR');

/** Texts of the audit trail. */
export const audit = {
  title: 'Auditoria',
  intro: 'Quem mudou o quê nos cadastros, e quando. Nada aqui pode ser alterado ou apagado.',
  entityLabel: 'Cadastro',
  all: 'Todos os cadastros',
  /** By entity of the contract, as the filter names it. */
  entities: {
    classification: 'Classificações',
    contact_method: 'Formas de contato',
    group: 'Grupos',
    agent: 'Usuários',
    provider: 'Prestadores',
    canned_answer: 'Respostas prontas',
    holiday: 'Feriados',
    webhook: 'Webhooks',
  } as Record<string, string>,
  /** By action and entity of the contract: what somebody did. */
  did: {
    created: (what: string) => `criou ${what}`,
    updated: (what: string) => `alterou ${what}`,
    deleted: (what: string) => `excluiu ${what}`,
  } as Record<string, (what: string) => string>,
  entity: {
    classification: 'a classificação',
    contact_method: 'a forma de contato',
    group: 'o grupo',
    agent: 'o usuário',
    provider: 'o prestador',
    canned_answer: 'a resposta pronta',
    holiday: 'o feriado',
    webhook: 'o webhook',
    other: 'o registro',
  } as { other: string } & Record<string, string>,
  system: 'O sistema',
  field: 'Campo',
  before: 'Antes',
  after: 'Depois',
  value: 'Valor',
  providerId: 'Identificação no portal',
  /** An entry that only its code names: it is gone, or could not be read. */
  unknownEntry: (id: string) => `Registro ${id}`,
  /** Entries of a list that are there before and after. */
  kept: (value: number) => count(value, 'que continua', 'que continuam'),
  noDetails: 'Nenhum campo mudou.',
  onlyThis: 'Ver todas as mudanças deste registro',
  onlyOf: (name: string) => `Só as mudanças de “${name}”`,
  showAll: 'Mostrar todas',
  refresh: 'Atualizar',
  showing: (value: number) => count(value, 'mudança na lista', 'mudanças na lista'),
  loadMore: 'Mostrar mudanças mais antigas',
  moreFailedTitle: 'Não foi possível mostrar mais',
  failedTitle: 'Não foi possível carregar a auditoria',
  emptyTitle: 'Nenhuma mudança por aqui',
  emptyText: 'Cada mudança em um cadastro aparece aqui, com quem a fez.',
};
