import { type SeedProtocol, testSeed } from './protocols.ts';

const others: readonly SeedProtocol[] = [
  {
    daysAgo: 0.1,
    subject: 'Guia pendente',
    status: 'received',
    provider: 'Hospital Santa Helena',
    thread: [
      [
        'p',
        'Guia 9917702 pendente; o paciente está na recepção aguardando a internação.',
        'guia-9917702.pdf',
      ],
    ],
  },
  {
    daysAgo: 1.2,
    subject: 'Glosa administrativa',
    status: 'in_analysis',
    provider: 'Laboratório Exata',
    assignee: 'Fábio Nogueira',
    thread: [
      ['p', 'Recebemos glosa em 14 exames do lote 7731 por falta de carimbo.', 'lote-7731.pdf'],
      ['o', 'Recebemos. Vamos conferir as imagens das guias.'],
      ['i', 'As imagens estão no arquivo do mês passado. Quem tem acesso à pasta?'],
      ['p', 'Seguem as guias digitalizadas de novo, por garantia.', 'guias.zip'],
    ],
  },
  {
    daysAgo: 2.3,
    subject: 'OPME',
    status: 'in_analysis',
    provider: 'Hospital Santa Helena',
    assignee: 'Aline Prado',
    thread: [
      ['p', 'Pedido de material para artrodese, com três cotações.', 'cotacoes.pdf'],
      [
        'c',
        'Parecer do auditor: há indicação de outra técnica; conversar com o cirurgião antes da negativa.',
        'parecer-auditor.pdf',
      ],
      ['o', 'O pedido está com a auditoria médica.'],
    ],
  },
  {
    daysAgo: 4.5,
    subject: 'Prorrogação de internação',
    status: 'in_analysis',
    provider: 'Hospital Santa Helena',
    assignee: 'Juliana Reis',
    thread: [
      ['p', 'Prorrogação da guia 9910034 por mais três dias.', 'relatorio.pdf'],
      ['o', 'Em avaliação.'],
      ['p', 'O paciente segue internado; precisamos da resposta.'],
    ],
  },
  {
    daysAgo: 9.2,
    subject: 'Demonstrativo de pagamento',
    status: 'received',
    provider: 'Laboratório Exata',
    thread: [['p', 'O demonstrativo de outubro não confere com o extrato bancário.', 'extrato.pdf']],
  },
  {
    daysAgo: 10,
    subject: 'Apuração interna',
    status: 'in_analysis',
    openedBy: 'operator',
    provider: 'Laboratório Exata',
    assignee: 'Otávio Lins',
    thread: [['o', 'Conferência das requisições de outubro a pedido da diretoria.']],
  },
  {
    daysAgo: 13,
    subject: 'Acesso e senha',
    status: 'closed',
    provider: 'Hospital Santa Helena',
    assignee: 'Tiago Freire',
    stepHours: 96,
    thread: [
      ['p', 'O token do portal não chega por e-mail.'],
      ['o', 'O servidor de e-mail do hospital bloqueava as mensagens; foi liberado.'],
    ],
  },
];

const ASSIGNEES: Readonly<Record<string, string>> = {
  Glosa: 'Fábio Nogueira',
  'Dados bancários': 'Patrícia Campos',
  'Recurso de glosa': 'Marcos Vilela',
  OPME: 'Aline Prado',
};

/** Protocols of three providers: those of the provider's test client, some in somebody's hands, and others. */
export const crmSeed: readonly SeedProtocol[] = [
  ...testSeed.map((entry): SeedProtocol => {
    const assignee = ASSIGNEES[entry.subject.split(' ')[0] ?? ''] ?? ASSIGNEES[entry.subject];
    return assignee && entry.status !== 'received' ? { ...entry, assignee } : entry;
  }),
  ...others,
].sort((a, b) => a.daysAgo - b.daysAgo);
