import type { Classification, ContactMethod, Limits, Session } from '@fale-conosco/contract';
import { ATTACHMENT_EXTENSIONS, ATTACHMENT_MEDIA_TYPES } from '@fale-conosco/domain';

type Leaf = Partial<
  Pick<Classification, 'defaultText' | 'helpText' | 'attachmentRequired' | 'deadlineBusinessDays'>
>;
type Tree = { readonly [name: string]: Tree | (() => Leaf) };

const leaf =
  (details: Leaf = {}) =>
  (): Leaf =>
    details;

const tree: Tree = {
  Faturamento: {
    Glosa: {
      'Glosa administrativa': leaf({
        deadlineBusinessDays: 10,
        helpText: 'Cadastro, elegibilidade, prazo, assinatura ou preenchimento da guia.',
      }),
      'Glosa técnica': leaf({ deadlineBusinessDays: 15 }),
    },
    'Recurso de glosa': leaf({
      attachmentRequired: true,
      deadlineBusinessDays: 30,
      helpText: 'Anexe o recurso e os documentos que o sustentam.',
      defaultText: 'Número do lote:\nNúmero da guia:\nMotivo do recurso:\n',
    }),
    'Demonstrativo de pagamento': leaf({ deadlineBusinessDays: 5 }),
    'Lote rejeitado': leaf({ deadlineBusinessDays: 3, defaultText: 'Número do lote:\nMensagem de erro:\n' }),
  },
  Autorização: {
    'Guia pendente': leaf({ deadlineBusinessDays: 2 }),
    OPME: leaf({ attachmentRequired: true, deadlineBusinessDays: 10 }),
    'Prorrogação de internação': leaf({ deadlineBusinessDays: 1 }),
  },
  Cadastro: {
    'Dados bancários': leaf({ attachmentRequired: true, helpText: 'Anexe o comprovante da conta.' }),
    'Corpo clínico': leaf({ deadlineBusinessDays: 3 }),
    'Endereço e telefone': leaf(),
  },
  Portal: {
    'Acesso e senha': leaf({ deadlineBusinessDays: 1 }),
    'Erro no portal': leaf({ helpText: 'Conte o que estava fazendo e anexe uma imagem da tela.' }),
  },
  'Elogio e reclamação': leaf({ deadlineBusinessDays: 5 }),
};

const flatten = (branch: Tree, parentId: string | null): Classification[] =>
  Object.entries(branch).flatMap(([name, below], index) => {
    const id = `${parentId ?? 'cls'}-${index + 1}`;
    const node = {
      id,
      parentId,
      name,
      order: index,
      selectable: typeof below === 'function',
      defaultText: null,
      helpText: null,
      attachmentRequired: false,
      deadlineBusinessDays: null,
    };
    return typeof below === 'function' ? [{ ...node, ...below() }] : [node, ...flatten(below, id)];
  });

/** A tree of fourteen leaves over three levels. */
export const testClassifications: readonly Classification[] = flatten(tree, null);

/** What the form offers. */
export const testContactMethods: readonly ContactMethod[] = [
  { id: 'met-1', description: 'Portal do prestador', receivesComplaints: true },
  { id: 'met-2', description: 'Telefone', receivesComplaints: true },
  { id: 'met-3', description: 'E-mail', receivesComplaints: true },
  { id: 'met-4', description: 'WhatsApp', receivesComplaints: false },
];

/** The operator. */
export const testOperator: Session['operator'] = { name: 'Operadora Vida Plena', ansRegistration: '346659' };

/** The limits of a new installation. */
export const testLimits: Limits = {
  messageMaxCodePoints: 4000,
  attachmentsPerMessage: 10,
  attachmentMaxBytes: 25 * 1024 * 1024,
  attachmentMediaTypes: [...ATTACHMENT_MEDIA_TYPES],
  attachmentExtensions: [...ATTACHMENT_EXTENSIONS],
};
