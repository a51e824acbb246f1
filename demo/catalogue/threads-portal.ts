import { type Conversation, withFiles } from './conversation.ts';

/** Conversations of the branch `Portal`. */
export const portalConversations: Readonly<Record<string, Conversation>> = {
  'senha-portal': {
    openings: [
      'A senha do portal da {unidade} foi bloqueada e o e-mail de redefinição não chega. Podem verificar?',
      'Não consigo redefinir a senha: a tela diz "vínculo expirado". Tentei em {dataEnvio} e hoje.',
      'Um dos usuários da {unidade} voltou de férias, errou a senha algumas vezes e o acesso travou. Como proceder?',
    ],
    registered: [
      '{contato} sem acesso ao portal desde {dataEnvio}. Identidade confirmada com a administração do prestador.',
    ],
    updates: [
      'Localizamos o usuário. O bloqueio é por tentativas repetidas, vamos liberar.',
      'Enviamos novo vínculo de redefinição em {hoje}. Ele vale por duas horas.',
    ],
    exchanges: [
      {
        asks: [
          'O e-mail cadastrado ainda é o da empresa? Confirmem apenas o domínio, sem a senha.',
          'O administrador do prestador confirma o pedido? A liberação depende dele.',
        ],
        answers: [
          'Sim, é o e-mail da empresa, no mesmo domínio.',
          'Confirmado com o administrador da {unidade} por telefone, ramal {ramal}.',
        ],
      },
    ],
    conclusions: [
      'Acesso liberado em {hoje}. No primeiro uso o portal pedirá uma nova senha e o segundo fator.',
      'Usuário desbloqueado. Se o e-mail não chegar, verifiquem a quarentena; o remetente é do domínio vidaplena.example. Pedido de {dataEnvio}.',
    ],
    reopening: {
      doubts: ['Entrei hoje cedo, mas à tarde o acesso bloqueou de novo.'],
      answers: [
        'Havia uma senha antiga salva em outra estação da {unidade}. Desbloqueado; apaguem a senha gravada no navegador.',
      ],
    },
  },
  'novo-usuario': {
    openings: [
      'Solicito a criação de {qtd} usuários para a recepção da {unidade}, com perfil de emissão de guias.',
      withFiles(
        'Pedido de novos usuários para a {unidade}. Segue a relação com perfil pedido.',
        'relacao_usuarios.csv',
      ),
    ],
    registered: ['{contato} pergunta como criar usuários para a {unidade}.'],
    updates: ['Pedido da {unidade} em conferência com o termo de acesso.'],
    exchanges: [
      {
        asks: ['Falta o termo de responsabilidade assinado pelo administrador da {unidade}.'],
        answers: [
          withFiles('Termo assinado em anexo.', 'termo_responsabilidade.pdf'),
          withFiles('Segue o termo, com a lista de usuários no verso.', 'termo_e_lista.pdf'),
        ],
      },
    ],
    conclusions: [
      'Usuários da {unidade} criados em {hoje}. O convite de cada um vale por 48 horas.',
      'Criados {qtd} usuários para a {unidade}. O administrador pode ajustar os perfis em Configurações > Usuários.',
    ],
    reopening: {
      doubts: ['Um dos convites da {unidade} expirou antes do uso.'],
      answers: ['Convite reenviado em {hoje}, válido por 48 horas.'],
    },
  },
  permissoes: {
    openings: [
      'Nossa equipe de faturamento não vê mais o menu de demonstrativos desde {dataEnvio}. Houve mudança de perfil?',
      'Preciso que a {unidade} veja apenas as próprias guias. Hoje a recepção vê todas.',
    ],
    updates: ['Comparando o perfil atual com o de {dataEnvio}.'],
    exchanges: [
      {
        asks: ['Quais perfis devem ter o acesso: só faturamento ou também a coordenação da {unidade}?'],
        answers: ['Faturamento e coordenação. A recepção, não.', 'Só faturamento, por enquanto.'],
      },
    ],
    conclusions: [
      'Perfis ajustados em {hoje}. É preciso sair e entrar de novo para o menu aparecer.',
      'Permissões da {unidade} corrigidas. A alteração de {dataEnvio} havia removido um perfil por engano.',
    ],
    reopening: {
      doubts: ['O menu voltou, mas sem a opção de baixar em XML.'],
      answers: ['Opção de XML incluída no perfil da {unidade} em {hoje}.'],
    },
  },
  'erro-envio-lote': {
    openings: [
      withFiles(
        'Tela: Faturamento > Envio de lote\nData e hora: {dataEnvio}, 10h20\nNavegador: Chrome\nMensagem exibida: "Falha ao processar o arquivo"\n\nLote {lote}.',
        'tela_envio_{lote}.png',
      ),
      'O envio do lote {lote} para em 90% e volta para o início. Já tentamos em dois computadores. Prazo da competência {competencia} termina em {prazoCurto}.',
      withFiles(
        'Erro 504 ao transmitir o lote {lote}, com {capacidade} guias. Arquivo com menos guias passa.',
        'erro_{lote}.png',
      ),
    ],
    registered: ['{contato} não consegue transmitir o lote {lote} pelo portal. Erro desde {dataEnvio}.'],
    updates: [
      'Encontramos as tentativas do lote {lote} no registro do servidor. A equipe técnica está analisando.',
      'O erro do lote {lote} foi reproduzido. Correção prevista para {prazoCurto}.',
    ],
    exchanges: [
      {
        asks: [
          'Qual o tamanho do arquivo do lote {lote} e a hora aproximada da última tentativa?',
          'Poderiam enviar o arquivo do lote {lote} por aqui, para testarmos no nosso ambiente?',
        ],
        answers: [
          withFiles(
            'O arquivo tem pouco mais de 4 MB. Segue uma versão compactada do resumo; última tentativa às 15h10.',
            'resumo_{lote}.xml',
          ),
          withFiles('Segue o arquivo. Tentamos de novo hoje, com o mesmo resultado.', 'lote_{lote}.xml'),
        ],
      },
    ],
    conclusions: [
      'O limite de tempo do envio foi aumentado e o lote {lote} já pode ser transmitido. A data de entrega considerada é {dataEnvio}.',
      'Erro corrigido na versão publicada em {hoje}. O lote {lote} foi recebido sob o protocolo {protocoloLote}.',
    ],
    reopening: {
      doubts: ['O lote {lote} foi, mas o {lote2} apresenta o mesmo erro.'],
      answers: ['Um dos servidores estava sem a correção. Atualizado; o lote {lote2} pode ser enviado.'],
    },
    internal: ['Tempo esgotado no balanceador. Abrir chamado de infraestrutura, lote {lote}.'],
  },
  'erro-guia': {
    openings: [
      withFiles(
        'Ao emitir guia SP/SADT para o código {tuss}, o portal mostra "tabela não encontrada". Segue a tela.',
        'erro_guia_{tuss}.png',
      ),
      'A guia {guia} foi emitida sem número na impressão. O campo 2 sai em branco.',
      'Não conseguimos emitir guia com o executante de registro final {crm}: o nome some da lista depois de selecionado.',
    ],
    registered: ['{contato} relata erro ao emitir guia SP/SADT na {unidade}.'],
    updates: [
      'Erro confirmado no ambiente de testes. Equipe técnica acionada.',
      'A causa parece ser a atualização publicada em {dataEnvio}. Estamos confirmando.',
    ],
    exchanges: [
      {
        asks: ['O erro ocorre em todos os computadores da {unidade} ou em um só? Qual navegador e versão?'],
        answers: [
          'Em todos. Usamos Chrome e Edge, atualizados.',
          withFiles('Em dois dos três. Segue a tela com a versão.', 'versao_navegador.png'),
        ],
      },
    ],
    conclusions: [
      'Correção publicada em {hoje}. A emissão voltou ao normal para a {unidade}.',
      'O problema foi resolvido. Enquanto isso, as guias emitidas em papel podem ser regularizadas até {prazo}, citando este protocolo.',
    ],
    reopening: {
      doubts: ['Hoje o erro voltou na {unidade}, na mesma tela.'],
      answers: ['A correção não havia chegado a todos os servidores. Concluído em {hoje}.'],
    },
  },
  lentidao: {
    openings: [
      'Portal muito lento desde as 8h. A consulta de guias da {unidade} demora mais de um minuto.',
      'O portal cai a toda hora desde {dataEnvio}, à tarde. Vamos precisar de uma declaração de indisponibilidade para os atendimentos do período.',
    ],
    registered: ['{contato} relata lentidão no portal, {unidade}.'],
    updates: [
      'Há lentidão geral desde o início da manhã. A equipe de infraestrutura está atuando.',
      'Identificamos degradação no banco de consultas; previsão de normalização ainda hoje.',
    ],
    exchanges: [
      {
        asks: [
          'A lentidão é em todas as telas ou só na consulta? Testem, por favor, em https://www.example.com/prestador/situacao',
        ],
        answers: [
          'Só na consulta. A página de situação abre na hora.',
          'Em todas. A página de situação mostra tudo verde, mas aqui não carrega.',
        ],
      },
    ],
    conclusions: [
      'Desempenho normalizado em {hoje}. A causa foi uma rotina de carga em horário indevido, já reprogramada.',
      withFiles(
        'Segue a declaração de indisponibilidade do período, para anexar às contas da {unidade}.',
        'declaracao_indisponibilidade.pdf',
      ),
    ],
    internal: ['Rotina de carga rodou em horário comercial. Infraestrutura avisada.'],
  },
  elegibilidade: {
    openings: [
      'A elegibilidade devolve "plano não identificado" na {unidade}, mas o aplicativo do beneficiário mostra plano ativo. Guia {guia}.',
      'O leitor de token não valida o código enviado ao beneficiário desde {dataEnvio}. Estamos atendendo com confirmação por telefone.',
    ],
    registered: ['{contato} sem retorno de elegibilidade no portal. Guia {guia} liberada por contingência.'],
    updates: ['Consultando a base de elegibilidade do dia {dataEnvio}.'],
    exchanges: [
      {
        asks: [
          'Informem o horário da tentativa e o número da guia; não enviem dados do beneficiário por aqui.',
        ],
        answers: ['Guia {guia}, por volta das 9h30.', 'Guias {guia} e {guia2}, as duas logo na abertura.'],
      },
    ],
    conclusions: [
      'Base atualizada. A guia {guia} pode ser emitida normalmente. Atendimentos feitos em contingência não terão glosa por esse motivo.',
      'O serviço de token foi restabelecido em {hoje}. Guias do período, incluída a {guia}, ficam isentas da validação.',
    ],
    reopening: {
      doubts: ['A guia {guia2}, do mesmo período, foi recusada por falta de token.'],
      answers: ['Isenção aplicada também à guia {guia2}.'],
    },
  },
  webservice: {
    openings: [
      'O webservice de solicitação de procedimento devolve erro de assinatura desde {dataEnvio}. O certificado do nosso lado é válido até o próximo ano.',
      withFiles(
        'Na homologação do envio de lote por webservice, o retorno traz "assinatura não reconhecida". Segue a mensagem.',
        'retorno_soap.xml',
      ),
    ],
    updates: [
      'A equipe de integração está lendo as requisições de {dataEnvio}.',
      'Habilitação do webservice em conferência para o seu contrato.',
    ],
    exchanges: [
      {
        asks: [
          'Qual endereço de IP de saída e qual versão da mensagem TISS estão em uso?',
          'Poderiam enviar o XML da requisição, sem o conteúdo das guias?',
        ],
        answers: [
          withFiles('Segue a requisição sem as guias. O IP é o mesmo já cadastrado.', 'requisicao.xml'),
          withFiles(
            'Anexo requisição e resposta. A versão é a do cabeçalho.',
            'requisicao.xml',
            'resposta.xml',
          ),
        ],
      },
    ],
    conclusions: [
      'A cadeia do certificado foi atualizada do nosso lado. Testes com o lote {lote} passaram em {hoje}.',
      'Certificado do prestador cadastrado e assinatura reconhecida. Documentação: https://www.example.com/prestador/webservice. O lote {lote} pode ser usado no teste.',
    ],
    reopening: {
      doubts: ['O envio funciona, mas a consulta de situação do protocolo {protocoloLote} devolve vazio.'],
      answers: [
        'A consulta exige o número com zeros à esquerda. Ajustamos para aceitar as duas formas; {protocoloLote} já responde.',
      ],
    },
    internal: ['Certificado intermediário faltava no servidor de entrada.'],
  },
};
