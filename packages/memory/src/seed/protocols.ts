import type { ProtocolStatus } from '@fale-conosco/contract';

/**
 * One entry of a seeded thread: who speaks (`p` provider, `o` operator, `i` operator internally, `c` operator
 * confidentially), the text, file names.
 */
export type SeedMessage = readonly [by: 'p' | 'o' | 'i' | 'c', body: string, ...fileNames: string[]];

/** One seeded protocol, in short. */
export interface SeedProtocol {
  /** Days before the test client's `now`. */
  daysAgo: number;
  /** Name of the leaf. */
  subject: string;
  status: ProtocolStatus;
  openedBy?: 'operator';
  /** Operator messages at the end of the thread that this user has not opened. */
  unread?: number;
  /** Name of the provider; by default the one of the test session. */
  provider?: string;
  /** Name of the agent who takes care of it; by default none. */
  assignee?: string;
  /** Hours between two messages; by default one. */
  stepHours?: number;
  thread: readonly SeedMessage[];
}

const long = (count: number): SeedMessage[] =>
  Array.from({ length: count }, (_, index) =>
    index % 2
      ? [
          'o',
          `Conferimos a guia ${1050 + index} do lote 4471: o valor foi recalculado e entra no próximo pagamento.`,
        ]
      : ['p', `Segue a guia ${1050 + index} do lote 4471 para conferência. Aguardamos o retorno.`],
  );

/** Thirty protocols of one provider, over all statuses, newest first: more than a page. */
export const testSeed: readonly SeedProtocol[] = [
  {
    daysAgo: 0,
    subject: 'Guia pendente',
    status: 'received',
    thread: [
      [
        'p',
        'A guia 8830127 está pendente há três dias. O procedimento é amanhã às 8h. Podem verificar?',
        'guia-8830127.pdf',
      ],
    ],
  },
  {
    daysAgo: 0.2,
    subject: 'Erro no portal',
    status: 'received',
    thread: [
      ['p', 'Ao enviar o lote 5512, o portal mostra “erro inesperado” e volta ao início.', 'tela.png'],
    ],
  },
  {
    daysAgo: 1,
    subject: 'OPME',
    status: 'awaiting_provider',
    unread: 1,
    thread: [
      [
        'p',
        'Solicitamos autorização do material conforme relatório anexo.',
        'relatorio-medico.pdf',
        'cotacao.xlsx',
      ],
      [
        'o',
        'Recebemos o pedido. Precisamos de três cotações de fornecedores diferentes e da justificativa técnica assinada.',
      ],
    ],
  },
  {
    daysAgo: 1.5,
    subject: 'Glosa administrativa',
    status: 'in_analysis',
    unread: 2,
    thread: [
      [
        'p',
        'O lote 4471 foi glosado por “guia sem assinatura”, mas a assinatura está na segunda página.',
        'lote-4471.pdf',
      ],
      ['o', 'Localizamos o arquivo. O caso foi encaminhado à auditoria.'],
      [
        'o',
        'A auditoria confirmou a assinatura. O valor de R$ 1.284,90 será pago no próximo ciclo.',
        'parecer.pdf',
      ],
    ],
  },
  {
    daysAgo: 2,
    subject: 'Dados bancários',
    status: 'in_analysis',
    thread: [
      ['p', 'Mudamos de banco. Segue o comprovante da conta nova.', 'comprovante.pdf'],
      ['o', 'Obrigado. A conferência leva até dois dias úteis.'],
    ],
  },
  {
    daysAgo: 3,
    subject: 'Prorrogação de internação',
    status: 'awaiting_provider',
    openedBy: 'operator',
    unread: 1,
    thread: [
      [
        'o',
        'A prorrogação pedida por telefone precisa do relatório do médico assistente. Podem anexar aqui?',
      ],
    ],
  },
  {
    daysAgo: 4,
    subject: 'Demonstrativo de pagamento',
    status: 'in_analysis',
    thread: [
      ['p', 'O demonstrativo de outubro não traz as guias do lote 4390.'],
      ['o', 'Vamos reprocessar o demonstrativo e avisamos por aqui.'],
      ['p', 'Certo, aguardamos. Segue a relação das guias.', 'guias-lote-4390.csv'],
    ],
  },
  {
    daysAgo: 5,
    subject: 'Lote rejeitado',
    status: 'received',
    thread: [
      [
        'p',
        'Número do lote: 5498\nMensagem de erro: versão do padrão TISS não aceita\n\nO arquivo foi gerado na versão 4.01.00.',
        'lote-5498.xml',
      ],
    ],
  },
  {
    daysAgo: 6,
    subject: 'Recurso de glosa',
    status: 'in_analysis',
    unread: 12,
    thread: [
      ...long(33),
      ...Array.from(
        { length: 12 },
        (_, i): SeedMessage => ['o', `Resultado do item ${i + 1} do recurso: acatado.`],
      ),
    ],
  },
  {
    daysAgo: 7,
    subject: 'Acesso e senha',
    status: 'closed',
    stepHours: 48,
    thread: [
      ['p', 'A recepcionista nova não consegue entrar no portal.'],
      ['o', 'O usuário foi liberado e a senha provisória, enviada por e-mail. Protocolo finalizado.'],
    ],
  },
  {
    daysAgo: 8,
    subject: 'Corpo clínico',
    status: 'received',
    thread: [
      [
        'p',
        'Pedimos a inclusão da dra. Helena Prado (CRM/SP) no corpo clínico, especialidade cardiologia.',
        'diploma.pdf',
        'titulo-especialista.pdf',
      ],
    ],
  },
  {
    daysAgo: 9,
    subject: 'Glosa técnica',
    status: 'in_analysis',
    thread: [
      [
        'p',
        'A glosa da guia 8790031 aponta quantidade divergente, mas o laudo descreve duas sessões.',
        'laudo.pdf',
      ],
      ['o', 'Encaminhado ao médico auditor.'],
    ],
  },
  {
    daysAgo: 11,
    subject: 'Elogio e reclamação',
    status: 'closed',
    unread: 1,
    thread: [
      ['p', 'Registramos elogio ao atendimento da equipe de autorizações no plantão do feriado.'],
      ['o', 'Agradecemos! O elogio foi levado à equipe e à gerência.'],
    ],
  },
  {
    daysAgo: 12,
    subject: 'Endereço e telefone',
    status: 'closed',
    thread: [
      ['p', 'O telefone da unidade Pinheiros mudou para (11) 3456-7891.'],
      ['o', 'Cadastro atualizado.'],
    ],
  },
  {
    daysAgo: 14,
    subject: 'Guia pendente',
    status: 'cancelled',
    thread: [
      ['p', 'A guia 8712200 continua pendente.'],
      ['p', 'A guia foi liberada, obrigada.'],
    ],
  },
  {
    daysAgo: 16,
    subject: 'Glosa administrativa',
    status: 'awaiting_provider',
    thread: [
      ['p', 'A guia 8701199 foi glosada por prazo, mas foi entregue em 30/10.'],
      ['o', 'Por favor, envie o protocolo de entrega daquela data.'],
    ],
  },
  {
    daysAgo: 18,
    subject: 'Demonstrativo de pagamento',
    status: 'closed',
    thread: [
      ['p', 'Precisamos da segunda via do demonstrativo de setembro.'],
      ['o', 'Segue anexo.', 'demonstrativo-setembro.pdf'],
    ],
  },
  {
    daysAgo: 21,
    subject: 'OPME',
    status: 'closed',
    thread: [
      ['p', 'Autorização de prótese para a guia 8650045.', 'relatorio.pdf'],
      ['o', 'Autorizado. Senha enviada na guia.'],
    ],
  },
  {
    daysAgo: 24,
    subject: 'Erro no portal',
    status: 'closed',
    thread: [
      ['p', 'A impressão da guia sai cortada.'],
      ['o', 'Corrigido na versão publicada ontem.'],
    ],
  },
  {
    daysAgo: 28,
    subject: 'Lote rejeitado',
    status: 'closed',
    thread: [
      ['p', 'Número do lote: 5301\nMensagem de erro: código de procedimento inválido'],
      ['o', 'O código 10101012 deve ser enviado na tabela 22. Reenvie o lote.'],
      ['p', 'Reenviado com sucesso.'],
      ['o', 'Confirmamos o recebimento.'],
    ],
  },
  {
    daysAgo: 40,
    subject: 'Recurso de glosa',
    status: 'closed',
    thread: [
      ['p', 'Recurso do lote 4102.', 'recurso-4102.pdf'],
      ['o', 'Recurso parcialmente acatado; o parecer segue anexo.', 'parecer-4102.pdf'],
    ],
  },
  {
    daysAgo: 55,
    subject: 'Prorrogação de internação',
    status: 'cancelled',
    thread: [
      ['p', 'Prorrogação da guia 8500310.'],
      ['p', 'Paciente recebeu alta; podem cancelar.'],
    ],
  },
  {
    daysAgo: 80,
    subject: 'Dados bancários',
    status: 'closed',
    thread: [
      ['p', 'Atualização da agência.', 'comprovante.pdf'],
      ['o', 'Atualizado.'],
    ],
  },
  {
    daysAgo: 120,
    subject: 'Glosa técnica',
    status: 'closed',
    thread: [
      ['p', 'Divergência na guia 8300127.'],
      ['o', 'Revisto e pago.'],
    ],
  },
  {
    daysAgo: 200,
    subject: 'Acesso e senha',
    status: 'closed',
    openedBy: 'operator',
    thread: [['o', 'Atendimento por telefone: senha do portal redefinida a pedido de Ana Ribeiro.']],
  },
  {
    daysAgo: 210,
    subject: 'Endereço e telefone',
    status: 'closed',
    thread: [
      ['p', 'Incluir o e-mail da recepção no cadastro.'],
      ['o', 'E-mail incluído.'],
    ],
  },
  {
    daysAgo: 220,
    subject: 'Guia pendente',
    status: 'closed',
    thread: [
      ['p', 'A guia 8200410 aparece duas vezes na consulta.'],
      ['o', 'A guia repetida foi cancelada.'],
    ],
  },
  {
    daysAgo: 230,
    subject: 'Demonstrativo de pagamento',
    status: 'closed',
    thread: [
      ['p', 'Falta o detalhamento do lote 3977.'],
      ['o', 'O detalhamento está na página 4 do arquivo.'],
    ],
  },
  {
    daysAgo: 240,
    subject: 'Erro no portal',
    status: 'closed',
    thread: [
      ['p', 'A tela de consulta de elegibilidade fica em branco.'],
      ['o', 'Resolvido na versão desta manhã.'],
    ],
  },
  {
    daysAgo: 250,
    subject: 'Corpo clínico',
    status: 'closed',
    thread: [
      ['p', 'Solicitamos a exclusão do dr. Paulo Nunes, que deixou a clínica.'],
      ['o', 'Exclusão registrada.'],
    ],
  },
];
