import { plurals } from './plurals.ts';

const { n, count } = plurals('pt-BR');

/**
 * Texts in Brazilian Portuguese that every page loads: the source of truth for their shape in every catalogue. Labels that
 * the manual fixes are exact. Voice: calm, direct, "você", no exclamation marks, no blame. The texts of form, thread and
 * attachments are `ptBRContact`, which comes with the elements that show them.
 */
export const ptBR = {
  common: {
    save: 'Salvar',
    cancel: 'Cancelar',
    back: 'Voltar',
    retry: 'Tentar novamente',
    copy: 'Copiar',
    copied: 'Copiado',
    loading: 'Carregando…',
    optional: '(opcional)',
    newTab: '(abre em nova aba)',
    copyProtocol: (number: string) => `Copiar o número do protocolo ${number}`,
    protocolCopied: 'Número do protocolo copiado.',
    /** Badge total that stops counting: `99+`. */
    capped: (value: number, cap: number) => (value > cap ? `${n(cap)}+` : n(value)),
    /** The words behind the orange badge. */
    unread: (value: number) => count(value, 'mensagem não visualizada', 'mensagens não visualizadas'),
    remainingCount: (value: number) => `Caracteres restantes: ${n(value)}`,
    remainingSpoken: (value: number) =>
      value < 0
        ? `${count(-value, 'caractere', 'caracteres')} além do limite`
        : count(value, 'caractere restante', 'caracteres restantes'),
    waitingForUploads: 'Aguardando o envio dos anexos…',
    nothingLost: 'Seu texto e seus anexos continuam aqui.',
    discardTitle: 'Sair sem enviar?',
    discardText: 'O que você escreveu e anexou não será guardado.',
    discard: 'Descartar',
    keepEditing: 'Continuar editando',
    viewContact: 'Ver contato',
    backToList: 'Voltar para a lista',
    receipt: 'Imprimir comprovante',
    offline: 'Sem conexão',
    offlineDetail: 'O que está na tela pode estar desatualizado. Atualizamos assim que a conexão voltar.',
  },

  /** Labels of a protocol's data; in pt-BR exactly those of the manual. */
  fields: {
    protocol: 'Protocolo',
    registeredAt: 'Data de registro',
    classification: 'Classificação',
    status: 'Status',
    closedAt: 'Data de conclusão',
    actions: 'Ações',
    contactPerson: 'Pessoa para contato',
    contactPhone: 'Telefone para contato',
    contactEmail: 'E-mail',
    contactMethod: 'Forma de contato',
    message: 'Mensagem',
  },

  status: {
    received: 'Recebido',
    in_analysis: 'Em análise',
    awaiting_provider: 'Aguardando prestador',
    closed: 'Finalizado',
    cancelled: 'Cancelado',
    /** A status that only a newer server knows. */
    unknown: 'Em andamento',
  },

  errors: {
    summaryTitle: (value: number) => `Revise ${count(value, 'campo', 'campos')} para continuar`,
    requestId: (id: string) => `Código para o suporte: ${id}`,
    connection: 'Não conseguimos falar com a operadora. Verifique a conexão e tente novamente.',
    timeout: 'A resposta está demorando mais que o normal. Nada foi perdido: tente novamente.',
    unexpected: 'Algo não saiu como esperado. Tente novamente em instantes.',
    notConfigured: 'O Fale conosco ainda não foi configurado nesta página. Avise o suporte do portal.',
    /** By problem code of the contract; what is missing reads as `unexpected`. */
    problem: {
      unauthenticated: 'Sua sessão terminou. Entre novamente no portal para continuar.',
      token_expired: 'Sua sessão terminou. Entre novamente no portal para continuar.',
      forbidden: 'Seu usuário não tem acesso a esta função.',
      not_found: 'Não encontramos este protocolo entre os do seu prestador.',
      idempotency_in_progress: 'O envio anterior ainda está em andamento. Aguarde um instante.',
      reply_not_allowed: 'Este protocolo não aceita novas mensagens.',
      cancel_not_allowed: 'Este protocolo já está em análise e não pode mais ser cancelado.',
      upload_gone: 'O envio do arquivo expirou. Anexe o arquivo novamente.',
      upload_limit_reached: 'Há anexos demais em espera. Envie a mensagem ou remova arquivos.',
      attachment_type_not_allowed: 'Este tipo de arquivo não é aceito.',
      attachment_type_mismatch: 'O conteúdo do arquivo não é o que o nome indica.',
      attachment_unsafe: 'O arquivo contém macros ou programas.',
      attachment_encrypted: 'O arquivo tem senha. Envie-o sem senha.',
      attachment_empty: 'O arquivo está vazio.',
      attachment_infected: 'O arquivo foi recusado pela verificação de segurança.',
      rate_limited: 'Muitas solicitações em pouco tempo. Aguarde um instante e tente novamente.',
      unavailable: 'O serviço está temporariamente indisponível. Tente novamente em instantes.',
      insufficient_storage:
        'Não há espaço para receber arquivos no momento. Tente mais tarde ou envie a mensagem sem anexo.',
    } as Record<string, string>,
    /** By field issue code of the contract; `label` is the field's label. */
    field: {
      required: (label: string) => `Preencha o campo “${label}”.`,
      too_long: (label: string, max = 0) =>
        `“${label}” pode ter até ${count(max, 'caractere', 'caracteres')}.`,
      invalid_email: () => 'Informe um e-mail no formato nome@empresa.com.br.',
      invalid_phone: () => 'Informe o telefone com DDD, por exemplo (11) 91234-5678.',
      not_available: (label: string) => `A opção escolhida em “${label}” não está mais disponível.`,
      attachment_required: () => 'Esta classificação exige pelo menos um anexo.',
      attachment_not_ready: () => 'Aguarde o fim do envio dos anexos.',
      other: (label: string) => `Revise o campo “${label}”.`,
    } as FieldMessages,
  },

  list: {
    title: 'Contatos',
    tabsLabel: 'Situação dos contatos',
    all: 'Todos os contatos',
    open: 'Em aberto',
    closed: 'Finalizados',
    newContact: 'Novo contato',
    caption: 'Protocolos registrados com a operadora',
    viewContactOf: (number: string) => `Ver contato do protocolo ${number}`,
    openedByOperator: 'Aberto pela operadora',
    searchLabel: 'Pesquisar contatos',
    searchPlaceholder: 'Número, classificação ou mensagem',
    filters: 'Filtros',
    filtersActive: (value: number) => count(value, 'filtro ativo', 'filtros ativos'),
    anyClassification: 'Todas as classificações',
    from: 'De',
    to: 'Até',
    periodInverted: 'A data inicial vem depois da final.',
    unreadOnly: 'Somente com mensagens não visualizadas',
    clearFilters: 'Limpar filtros',
    showing: (value: number) => count(value, 'contato na lista', 'contatos na lista'),
    loadMore: 'Mostrar mais contatos',
    newActivity: 'Há novidades na lista.',
    refresh: 'Atualizar a lista',
    emptyTitle: 'Nenhum contato por aqui',
    emptyText: 'Quando você abrir um protocolo com a operadora, ele aparece nesta lista.',
    emptyOpenTitle: 'Nada em aberto',
    emptyOpenText: 'Todos os seus contatos foram finalizados.',
    emptyClosedTitle: 'Nenhum contato finalizado',
    emptyClosedText: 'Contatos concluídos pela operadora ficam guardados aqui.',
    noMatchTitle: 'Nenhum contato encontrado',
    noMatchText: 'Tente outras palavras ou remova algum filtro.',
    failedTitle: 'Não foi possível carregar os contatos',
  },
};

/** How each field issue of the contract reads; `other` stands for codes that only a newer server knows. */
export type FieldMessages = { other: (label: string) => string } & Record<
  string,
  (label: string, max?: number) => string
>;

/** The shape of these texts in every catalogue. */
export type Messages = typeof ptBR;
