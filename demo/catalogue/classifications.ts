import { type GroupKey, groupsByKey, type ProviderKind } from './people.ts';
import { uuidFromName } from './random.ts';

/** A node of the classification tree, flat, parents before children. */
export interface DemoClassification {
  id: string;
  parentId: string | null;
  name: string;
  /** Names from the root to this node. */
  path: readonly string[];
  /** Position among its siblings, from 1. */
  order: number;
  active: boolean;
  /** Responsible group; set on leaves only. */
  groupId: string | null;
  /** `Exibe no Fale conosco?` */
  shownToProviders: boolean;
  /** Text that the form puts into the message field. */
  defaultText: string | null;
  helpText: string | null;
  attachmentRequired: boolean;
  deadlineBusinessDays: number | null;
  /** The provider's time in its turn. */
  providerDeadlineBusinessDays: number | null;
  /** Days after closing in which a reply reopens the protocol. */
  reopenWindowDays: number;
  /** Key of the conversations about it (see `threads.ts`); leaves only. */
  subject: string | null;
  /** The kinds of provider that have such cases. */
  providerKinds: readonly ProviderKind[];
}

interface LeafOptions {
  name: string;
  subject: string;
  days?: number;
  providerDays?: number;
  reopen?: number;
  group?: GroupKey;
  shown?: boolean;
  active?: boolean;
  text?: string;
  help?: string;
  attachment?: boolean;
  kinds?: readonly ProviderKind[];
}
interface BranchOptions {
  name: string;
  group?: GroupKey;
  shown?: boolean;
  children: readonly (BranchOptions | LeafOptions)[];
}

const everyKind: readonly ProviderKind[] = ['clinic', 'hospital', 'laboratory'];
const bedside: readonly ProviderKind[] = ['hospital'];
const careOnly: readonly ProviderKind[] = ['clinic', 'hospital'];

const tree: readonly BranchOptions[] = [
  {
    name: 'Faturamento',
    group: 'faturamento',
    children: [
      {
        name: 'Glosa',
        children: [
          {
            name: 'Glosa administrativa',
            subject: 'glosa-administrativa',
            days: 30,
            providerDays: 30,
            help: 'Cadastro, elegibilidade, prazo, assinatura ou preenchimento da guia.',
          },
          {
            name: 'Glosa técnica',
            subject: 'glosa-tecnica',
            group: 'auditoria',
            days: 30,
            providerDays: 30,
            help: 'Divergência de indicação, quantidade ou técnica apontada pela auditoria.',
          },
          { name: 'Valor divergente da tabela', subject: 'glosa-valor', days: 30, providerDays: 30 },
        ],
      },
      {
        name: 'Recurso de glosa',
        children: [
          {
            name: 'Envio de recurso de glosa',
            subject: 'recurso-envio',
            days: 30,
            providerDays: 30,
            attachment: true,
            text: 'Número do lote:\nNúmero da guia:\nCódigo TUSS do item:\nCódigo da glosa:\nValor glosado:\nValor recursado:\nJustificativa:\n',
            help: 'Anexe a guia de recurso de glosa preenchida e a documentação que sustenta o pedido.',
          },
          { name: 'Andamento de recurso', subject: 'recurso-andamento', days: 5 },
          {
            name: 'Reanálise de recurso negado',
            subject: 'recurso-reanalise',
            group: 'auditoria',
            days: 30,
            providerDays: 30,
            attachment: true,
          },
        ],
      },
      {
        name: 'Lote e XML TISS',
        children: [
          {
            name: 'Lote rejeitado',
            subject: 'lote-rejeitado',
            days: 5,
            text: 'Número do lote:\nData do envio:\nMensagem de rejeição:\n',
            help: 'Informe a mensagem exatamente como apareceu no retorno do envio.',
          },
          { name: 'Erro de validação do XML', subject: 'xml-validacao', days: 5 },
          { name: 'Protocolo de lote não localizado', subject: 'lote-nao-localizado', days: 5 },
          { name: 'Substituição ou cancelamento de lote', subject: 'lote-substituicao', days: 5 },
        ],
      },
      {
        name: 'Pagamento',
        children: [
          {
            name: 'Demonstrativo de pagamento',
            subject: 'demonstrativo-pagamento',
            days: 5,
            text: 'Competência:\nProtocolo do lote:\nData do crédito:\n',
          },
          { name: 'Demonstrativo de análise de conta', subject: 'demonstrativo-analise', days: 5 },
          { name: 'Pagamento não identificado', subject: 'pagamento-nao-identificado', days: 7 },
          { name: 'Retenção de impostos', subject: 'retencao-impostos', days: 10 },
          { name: 'Nota fiscal', subject: 'nota-fiscal', days: 5 },
          { name: 'Encontro de contas', subject: 'encontro-contas', days: 15, shown: false },
        ],
      },
      {
        name: 'Prazos de entrega',
        children: [
          { name: 'Cronograma de faturamento', subject: 'cronograma', days: 3 },
          { name: 'Entrega fora do prazo', subject: 'fora-do-prazo', days: 7 },
        ],
      },
    ],
  },
  {
    name: 'Autorização',
    group: 'autorizacoes',
    children: [
      {
        name: 'Guias',
        children: [
          {
            name: 'Guia pendente',
            subject: 'guia-pendente',
            days: 5,
            providerDays: 5,
            help: 'Urgência e emergência não dependem deste canal: siga o fluxo de atendimento imediato.',
          },
          { name: 'Guia negada', subject: 'guia-negada', days: 5 },
          {
            name: 'Correção de guia autorizada',
            subject: 'guia-correcao',
            days: 3,
            text: 'Número da guia:\nSenha:\nCampo a corrigir:\nComo está:\nComo deve ficar:\n',
          },
          { name: 'Senha vencida', subject: 'senha-vencida', days: 2 },
        ],
      },
      {
        name: 'Internação',
        children: [
          { name: 'Guia de internação', subject: 'internacao', days: 10, providerDays: 5, kinds: bedside },
          {
            name: 'Prorrogação de internação',
            subject: 'prorrogacao',
            group: 'auditoria',
            days: 2,
            kinds: bedside,
            attachment: true,
            text: 'Número da guia de internação:\nDiárias já autorizadas:\nDiárias solicitadas:\nTipo de acomodação:\nJustificativa:\n',
          },
          { name: 'Mudança de acomodação', subject: 'acomodacao', days: 2, kinds: bedside },
        ],
      },
      {
        name: 'OPME e materiais',
        children: [
          {
            name: 'Autorização de OPME',
            subject: 'opme',
            group: 'auditoria',
            days: 10,
            providerDays: 5,
            kinds: bedside,
            attachment: true,
            help: 'Anexe o anexo de OPME da guia, o relatório do cirurgião e três opções de fabricante, quando houver.',
          },
          {
            name: 'Divergência de OPME',
            subject: 'opme-divergencia',
            group: 'auditoria',
            days: 10,
            kinds: bedside,
          },
        ],
      },
      {
        name: 'Exames, terapias e medicamentos',
        children: [
          {
            name: 'Exame de alta complexidade',
            subject: 'alta-complexidade',
            days: 10,
            providerDays: 5,
            kinds: careOnly,
          },
          { name: 'Cobertura pelo rol da ANS', subject: 'rol', group: 'auditoria', days: 5 },
          { name: 'Sessões de terapia', subject: 'terapia', days: 5, kinds: ['clinic'] },
          {
            name: 'Medicamento de alto custo',
            subject: 'alto-custo',
            group: 'auditoria',
            days: 10,
            providerDays: 5,
            kinds: bedside,
          },
        ],
      },
    ],
  },
  {
    name: 'Cadastro',
    group: 'credenciamento',
    children: [
      {
        name: 'Dados do prestador',
        children: [
          {
            name: 'Dados bancários',
            subject: 'dados-bancarios',
            days: 5,
            attachment: true,
            text: 'Banco:\nAgência:\nConta:\nVigência a partir de:\n',
            help: 'A conta deve ter como titular o CNPJ do contrato. Anexe comprovante do banco.',
          },
          { name: 'Endereço e telefone', subject: 'endereco', days: 5 },
          { name: 'CNES', subject: 'cnes', days: 7 },
          { name: 'Responsável técnico', subject: 'responsavel-tecnico', days: 7, attachment: true },
        ],
      },
      {
        name: 'Corpo clínico',
        children: [
          {
            name: 'Inclusão de profissional',
            subject: 'profissional-inclusao',
            days: 10,
            attachment: true,
            text: 'Conselho e número:\nUF:\nEspecialidade (CBO):\nRQE:\nDias e horários de atendimento:\n',
          },
          { name: 'Exclusão de profissional', subject: 'profissional-exclusao', days: 5 },
          { name: 'Especialidade ou CBO', subject: 'profissional-cbo', days: 7 },
        ],
      },
      {
        name: 'Documentos',
        children: [
          { name: 'Alvará e licença sanitária', subject: 'alvara', days: 5, attachment: true },
          { name: 'Certidões e acreditação', subject: 'certidoes', days: 7 },
        ],
      },
    ],
  },
  {
    name: 'Credenciamento',
    group: 'credenciamento',
    children: [
      {
        name: 'Ampliação',
        children: [
          { name: 'Credenciamento de novo serviço', subject: 'novo-servico', days: 30 },
          { name: 'Nova unidade', subject: 'nova-unidade', days: 30 },
        ],
      },
      {
        name: 'Rede',
        children: [
          { name: 'Suspensão temporária de atendimento', subject: 'suspensao', days: 10 },
          { name: 'Divulgação no guia da rede', subject: 'guia-rede', days: 5 },
        ],
      },
    ],
  },
  {
    name: 'Tabela e contrato',
    group: 'credenciamento',
    children: [
      {
        name: 'Tabelas',
        children: [
          { name: 'CBHPM e portes', subject: 'cbhpm', days: 10 },
          { name: 'Brasíndice e Simpro', subject: 'brasindice', days: 10, kinds: careOnly },
          { name: 'Inclusão de código TUSS', subject: 'codigo-tuss', days: 15 },
          { name: 'Pacotes', subject: 'pacotes', days: 20, kinds: careOnly },
        ],
      },
      {
        name: 'Contrato',
        children: [
          { name: 'Reajuste', subject: 'reajuste', days: 30 },
          { name: 'Aditivo contratual', subject: 'aditivo', days: 20 },
          { name: 'Cópia de contrato', subject: 'copia-contrato', days: 5 },
        ],
      },
    ],
  },
  {
    name: 'Portal',
    group: 'suporte',
    children: [
      {
        name: 'Acesso',
        children: [
          { name: 'Senha do portal', subject: 'senha-portal', days: 1, reopen: 7 },
          { name: 'Novo usuário', subject: 'novo-usuario', days: 2 },
          { name: 'Perfil e permissões', subject: 'permissoes', days: 2 },
        ],
      },
      {
        name: 'Erros',
        children: [
          {
            name: 'Erro no envio de lote',
            subject: 'erro-envio-lote',
            days: 2,
            text: 'Tela:\nData e hora:\nNavegador:\nMensagem exibida:\n',
            help: 'Uma imagem da tela ajuda a encontrar a causa.',
          },
          { name: 'Erro ao emitir guia', subject: 'erro-guia', days: 2 },
          { name: 'Lentidão ou indisponibilidade', subject: 'lentidao', days: 1 },
          { name: 'Elegibilidade do beneficiário', subject: 'elegibilidade', days: 2 },
          { name: 'Envio de guia por fax', subject: 'fax', days: 5, active: false },
        ],
      },
      {
        name: 'Integração',
        children: [{ name: 'Webservice TISS', subject: 'webservice', days: 5 }],
      },
    ],
  },
  {
    name: 'Elogio e reclamação',
    group: 'credenciamento',
    children: [
      { name: 'Elogio', subject: 'elogio', days: 5 },
      {
        name: 'Reclamação',
        children: [
          { name: 'Demora na resposta', subject: 'reclamacao-demora', days: 7 },
          { name: 'Atendimento da central', subject: 'reclamacao-central', days: 7 },
        ],
      },
    ],
  },
  {
    name: 'Assuntos internos',
    shown: false,
    children: [
      {
        name: 'Auditoria',
        group: 'auditoria',
        children: [
          { name: 'Auditoria in loco', subject: 'interno-auditoria', days: 20 },
          { name: 'Apuração de cobrança', subject: 'interno-apuracao', days: 30 },
        ],
      },
      {
        name: 'Rede',
        group: 'credenciamento',
        children: [{ name: 'Reavaliação de rede', subject: 'interno-rede', days: 30 }],
      },
    ],
  },
];

/** Reopen window of a leaf that states none: the market's usual month. */
const defaultReopenWindowDays = 30;

function flatten(
  nodes: readonly (BranchOptions | LeafOptions)[],
  parent: DemoClassification | null,
  inherited: { group: GroupKey | undefined; shown: boolean },
): DemoClassification[] {
  return nodes.flatMap((node, index) => {
    const path = [...(parent?.path ?? []), node.name];
    const shown = node.shown ?? inherited.shown;
    const group = node.group ?? inherited.group;
    const leaf = 'subject' in node ? node : null;
    const row: DemoClassification = {
      id: uuidFromName(`classification/${path.join('/')}`),
      parentId: parent?.id ?? null,
      name: node.name,
      path,
      order: index + 1,
      active: leaf?.active ?? true,
      groupId: leaf && group ? groupsByKey[group].id : null,
      shownToProviders: shown,
      defaultText: leaf?.text ?? null,
      helpText: leaf?.help ?? null,
      attachmentRequired: leaf?.attachment ?? false,
      deadlineBusinessDays: leaf?.days ?? null,
      providerDeadlineBusinessDays: leaf?.providerDays ?? null,
      reopenWindowDays: leaf?.reopen ?? defaultReopenWindowDays,
      subject: leaf?.subject ?? null,
      providerKinds: leaf?.kinds ?? everyKind,
    };
    return 'children' in node ? [row, ...flatten(node.children, row, { group, shown })] : [row];
  });
}

/** The whole tree, flat, parents before children, siblings in their order. */
export const demoClassifications: readonly DemoClassification[] = flatten(tree, null, {
  group: undefined,
  shown: true,
});

/** The nodes that a protocol can have (`último nível`), inactive and internal ones included. */
export const demoLeaves: readonly DemoClassification[] = demoClassifications.filter(
  (node) => node.subject !== null,
);
