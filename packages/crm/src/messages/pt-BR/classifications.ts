import type { DeadlinePresetCode } from '@fale-conosco/contract';
import { plurals } from '@fale-conosco/ui';

const { count } = plurals('pt-BR');

/** Texts of the settings screen of classifications. */
export const classifications = {
  title: 'Classificações',
  intro: 'Os assuntos dos atendimentos, em árvore. Só o último nível pode ser escolhido em um protocolo.',
  find: 'Buscar classificação',
  found: (value: number) => count(value, 'classificação encontrada', 'classificações encontradas'),
  newRoot: 'Nova classificação',
  newInside: 'Nova dentro desta',
  insideOf: (path: string) => `Dentro de ${path}`,
  atRoot: 'No primeiro nível',
  expandAll: 'Expandir tudo',
  collapseAll: 'Recolher tudo',
  below: (name: string) => `Classificações dentro de “${name}”`,
  shown: 'Exibe no Fale conosco',
  lacksGroup: 'Sem grupo',
  active: 'Ativa',
  inactive: 'Inativa',
  emptyTitle: 'Nenhuma classificação',
  emptyText:
    'Sem classificações, ninguém consegue abrir protocolos. Comece pelos assuntos do primeiro nível.',
  chooseTitle: 'Escolha uma classificação',
  chooseText: 'Abra uma classificação da árvore para ver e alterar o cadastro dela.',
  backToTree: 'Voltar para a árvore',
  upperTabs: 'Classificação',
  lowerTabs: 'Mais dados da classificação',
  tab: {
    entry: 'Cadastro de classificações',
    details: 'Textos e prazos',
    extra: 'Dados complementares',
  },
  hasErrors: '(com erro)',
  webPrestador: 'Web Prestador',
  deadlines: 'Prazos',
  fields: {
    name: 'Nome',
    parentId: 'Classificação superior',
    order: 'Ordem',
    active: 'Situação',
    groupId: 'Grupo responsável',
    shownToProviders: 'Exibe no Fale conosco?',
    defaultText: 'Texto padrão',
    helpText: 'Texto de ajuda',
    attachmentRequired: 'Anexo obrigatório',
    deadlineBusinessDays: 'Prazo de resposta, em dias úteis',
    providerDeadlineBusinessDays: 'Prazo do prestador, em dias úteis',
    reopenWindowDays: 'Janela de reabertura, em dias',
  },
  noParent: 'Nenhuma (primeiro nível)',
  first: 'No início',
  after: (name: string) => `Depois de “${name}”`,
  noGroup: 'Nenhum',
  hint: {
    group: 'Recebe os protocolos desta classificação. Obrigatório quando ela é exibida no Fale conosco.',
    groupAbove: 'O grupo é definido no último nível. Esta classificação tem outras dentro dela.',
    shown:
      'Sim: os prestadores podem escolher esta classificação, e os protocolos dela são listados no Fale conosco.',
    shownAbove: (shown: number, total: number) =>
      `Ela tem outras dentro: aparece enquanto alguma delas aparecer (agora, ${shown} de ${total}). A resposta daqui conta para os protocolos da própria classificação, e quando ela voltar a ser o último nível.`,
    defaultText: 'Já vem escrito na mensagem quando esta classificação é escolhida.',
    helpText: 'Aparece ao lado do formulário.',
    deadline: 'Do registro até a resposta da Operadora. Em branco: sem prazo.',
    providerDeadline: 'Para o prestador responder ao que a Operadora pedir. Em branco: sem prazo.',
    reopen: 'Por quantos dias uma resposta reabre o protocolo finalizado. Em branco: não reabre.',
    presets:
      'Os prazos da RN 623/2024 são os de resposta ao beneficiário e servem de referência. Em glosas, a RN 503/2022 pede o mesmo prazo para os dois lados; a quantidade de dias é a do contrato.',
  },
  presets: 'Preencher com um prazo de referência',
  preset: {
    rn623_care: 'Solicitação assistencial',
    rn623_high_complexity: 'Alta complexidade ou internação eletiva',
    rn623_other: 'Demanda não assistencial',
    rn503_glosa: 'Glosa, para cada lado',
  } as Record<DeadlinePresetCode, string>,
  effects: 'Ao salvar',
  effect: {
    offered: 'Os prestadores passam a poder escolher esta classificação.',
    withdrawn: 'Os prestadores deixam de poder escolher esta classificação.',
    withdrawnBelow: (value: number) =>
      `Os prestadores deixam de poder escolher ${count(value, 'classificação que está', 'classificações que estão')} dentro desta.`,
    waits: (name: string) => `Os prestadores só poderão escolhê-la quando “${name}” voltar a ser ativa.`,
    protocolsHidden:
      'Os protocolos desta classificação saem da lista dos prestadores. Nada é apagado: com “Sim”, eles voltam.',
    protocolsShown:
      'Os protocolos desta classificação passam a ser listados aos prestadores, conforme a forma de contato de cada um.',
    protocolsStay: 'Os protocolos que ela já tem continuam como estão.',
    parentOpens: (name: string) =>
      `“${name}” deixa de ser último nível: só o que está dentro dela poderá ser escolhido.`,
    parentCloses: (name: string) => `“${name}” fica sem nada dentro e volta a ser último nível.`,
    movesBelow: (value: number) =>
      `${count(value, 'classificação que está dentro desta vai', 'classificações que estão dentro desta vão')} junto.`,
    pathStays: 'Os protocolos já abertos guardam o caminho que tinham no dia.',
    groupStays: 'Os protocolos já abertos continuam com o grupo atual.',
    deadlineLater: 'Os prazos novos valem para os próximos protocolos.',
    reopenNow: 'A nova janela vale também para os protocolos já finalizados.',
  },
  keptForProtocols:
    'Tem protocolos e por isso não pode ser excluída. Para tirá-la de uso, mude a situação para Inativa.',
  keptForBelow: 'Para excluir, mova ou exclua antes o que está dentro dela.',
  goneTitle: 'Outra pessoa excluiu esta classificação',
  goneText: 'O que está no formulário continua aqui.',
  recreate: 'Criar de novo com estes dados',
};
