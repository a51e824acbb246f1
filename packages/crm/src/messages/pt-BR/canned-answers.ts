import type { CannedAnswerPlaceholder } from '@fale-conosco/contract';

/** Texts of the settings screen of canned answers. */
export const cannedAnswers = {
  list: {
    title: 'Respostas prontas',
    intro: 'Textos usados com frequência nas respostas aos prestadores, de um grupo ou de todos.',
    newEntry: 'Nova resposta pronta',
    emptyTitle: 'Nenhuma resposta pronta',
    emptyText: 'Guarde aqui o que a equipe escreve sempre, para responder mais depressa.',
  },
  fields: { title: 'Título', body: 'Texto', groupId: 'Grupo', active: 'Situação' },
  titleHint: 'Como a resposta aparece na lista de quem atende.',
  allGroups: 'Todos os grupos',
  groupHint: 'Quem pode usá-la.',
  activeHint: 'Uma resposta inativa deixa de ser oferecida a quem atende.',
  placeholders: 'Campos automáticos',
  placeholdersHint:
    'Preenchidos com os dados do protocolo quando a resposta é usada. Escolha um para inseri-lo no texto.',
  insert: 'Inserir',
  inserted: (name: string) => `${name} inserido no texto.`,
  meaning: {
    protocolo: 'número do protocolo',
    contato: 'pessoa para contato',
    prestador: 'nome do prestador',
    classificacao: 'último nível da classificação',
    atendente: 'nome de quem responde',
    prazo: 'prazo do protocolo',
  } as Record<CannedAnswerPlaceholder, string>,
  sample: {
    protocolo: '346659 20261124 000123',
    contato: 'Marina Duarte',
    prestador: 'Clínica São Lucas',
    classificacao: 'Recurso de glosa',
    atendente: 'Fábio Nogueira',
    prazo: '08/12/2026',
  } as Record<CannedAnswerPlaceholder, string>,
  unknown: (names: string) => `Campo desconhecido: ${names}`,
  unknownText: 'Fica no texto como está escrito, e quem atende precisa completá-lo antes de enviar.',
  preview: 'Prévia com dados de exemplo',
  previewEmpty: 'O texto aparece aqui como o prestador o lerá.',
};
