import { type Conversation, withFiles } from './conversation.ts';

/** Conversations of the branch `Autorização`. */
export const authorisationConversations: Readonly<Record<string, Conversation>> = {
  'guia-pendente': {
    openings: [
      'A guia {guia} está pendente desde {dataEnvio}, sem mensagem de exigência. Procedimento {tuss} ({proc}). O atendimento está marcado para {prazo}.',
      'Temos três guias sem resposta: {guia}, {guia2} e {guia3}. A mais antiga é de {dataEnvio}. Podem verificar?',
      'Guia {guia}, código {tuss}, segue "em análise". Já passou do prazo. Falta algum documento?',
    ],
    registered: [
      '{contato} liga para saber da guia {guia} ({proc}), pendente desde {dataEnvio}. Atendimento marcado para {prazo}.',
    ],
    updates: [
      'A guia {guia} está com o médico regulador. Sinalizei a data do atendimento.',
      'Guia {guia} localizada. A pendência é da conferência administrativa, sem exigência ao prestador por enquanto.',
    ],
    exchanges: [
      {
        asks: [
          'Para concluir a guia {guia}, falta o pedido médico legível, com data e indicação.',
          'O pedido anexado à guia {guia} está cortado na parte inferior. Poderiam reenviar?',
        ],
        answers: [
          withFiles('Segue o pedido médico digitalizado de novo.', 'pedido_medico_{guia}.pdf'),
          withFiles('Anexado. Agora está legível e com a data.', 'pedido_{guia}.png'),
        ],
      },
    ],
    conclusions: [
      'Guia {guia} autorizada. Senha {senha}, válida por 30 dias.',
      'Liberada hoje a guia {guia}, senha {senha}. As demais guias do pedido, quando houver, seguem a mesma análise.',
    ],
    reopening: {
      doubts: ['A senha {senha} aparece como inválida no momento do registro do atendimento.'],
      answers: [
        'A senha {senha} foi reativada; o registro já pode ser feito. Pedimos desculpas pelo transtorno.',
      ],
    },
    internal: ['Guia {guia} parada na fila antiga. Redistribuída.'],
    confidential: [
      'Justificativa médica da guia {guia} vista pela regulação: suficiente para o código {tuss}.',
    ],
  },
  'guia-negada': {
    openings: [
      'A guia {guia}, código {tussSerie} ({procSerie}), foi negada por "quantidade acima da autorizada". O pedido é de {qtd}. Podem reavaliar?',
      'Recebemos negativa da guia {guia} sem o motivo por escrito. Precisamos do fundamento para informar o beneficiário e o médico solicitante.',
    ],
    registered: ['{contato} pede o motivo da negativa da guia {guia}, código {tussSerie}.'],
    updates: [
      'A negativa da guia {guia} será revista por outro médico regulador.',
      'Solicitei a emissão do motivo por escrito, com a cláusula ou norma aplicada à guia {guia}.',
    ],
    exchanges: [
      {
        asks: [
          'O médico solicitante pode complementar a justificativa do código {tussSerie}? Com ela a guia {guia} volta para análise.',
        ],
        answers: [
          withFiles('Segue a justificativa do médico solicitante.', 'justificativa_{guia}.pdf'),
          withFiles('Justificativa em anexo, assinada em {dataEnvio}.', 'relatorio_medico_{guia}.pdf'),
        ],
      },
    ],
    conclusions: [
      'Mantida a negativa da guia {guia}. O motivo por escrito está disponível no portal, na consulta da guia, e foi enviado também ao beneficiário.',
      'Guia {guia} reavaliada e autorizada com quantidade {qtdMenor}. Senha {senha}.',
    ],
    reopening: {
      doubts: ['O motivo da guia {guia} não aparece na consulta. Conseguem anexar aqui?'],
      answers: [withFiles('Segue o motivo por escrito da guia {guia}.', 'motivo_guia_{guia}.pdf')],
    },
    confidential: [
      'Guia {guia}: parecer da regulação com dado clínico. Não incluir na resposta ao prestador além do fundamento.',
    ],
  },
  'guia-correcao': {
    openings: [
      'Número da guia: {guia}\nSenha: {senha}\nCampo a corrigir: código do procedimento\nComo está: {tuss2}\nComo deve ficar: {tuss}',
      'A guia {guia} (senha {senha}) foi autorizada com o código {tuss2} e o pedido é de {tuss} ({proc}). Solicito a correção antes do atendimento de {prazo}.',
    ],
    registered: ['{contato} pede troca do código {tuss2} por {tuss} na guia {guia}, senha {senha}.'],
    updates: [
      'Comparando o pedido médico com a guia {guia}. Se o código solicitado for {tuss}, a correção é feita sem nova guia.',
    ],
    exchanges: [
      {
        asks: [
          'O pedido médico que temos na guia {guia} está como {tuss2}. Há um pedido posterior?',
          'Para trocar o código precisamos do pedido médico com {proc}.',
        ],
        answers: [
          withFiles('Sim, o médico refez o pedido. Segue em anexo.', 'pedido_corrigido_{guia}.pdf'),
          withFiles('Segue o pedido com o procedimento correto.', 'pedido_{tuss}.pdf'),
        ],
      },
    ],
    conclusions: [
      'Guia {guia} corrigida para o código {tuss}. A senha {senha} permanece a mesma.',
      'Correção feita. Reimprimam a guia {guia} pelo portal antes do atendimento, pois a versão anterior perdeu a validade.',
    ],
    reopening: {
      doubts: ['A reimpressão da guia {guia} ainda traz o código {tuss2}.'],
      answers: ['Atualizamos o cache do portal. A impressão da guia {guia} já sai com {tuss}.'],
    },
  },
  'senha-vencida': {
    openings: [
      'A senha {senha}, guia {guia}, vence antes da data do atendimento, remarcado para {prazo}. É possível prorrogar?',
      'Senha {senha} vencida em {dataEnvio}. O procedimento {tuss} ({proc}) foi realizado depois, por remarcação. Como devemos faturar?',
    ],
    registered: ['{contato} solicita revalidação da senha {senha}, guia {guia}.'],
    updates: ['Verificando a elegibilidade para revalidar a senha {senha}.'],
    exchanges: [
      {
        asks: ['Qual foi o motivo da remarcação e quem a pediu? Precisamos registrar na guia {guia}.'],
        answers: [
          'Remarcado por manutenção do equipamento, a nosso pedido.',
          'A remarcação foi a pedido do beneficiário, registrada na agenda em {dataEnvio}.',
        ],
      },
    ],
    conclusions: [
      'Senha {senha} revalidada até {validade}. Não é preciso emitir nova guia.',
      'A senha {senha} foi prorrogada até {validade} e a guia {guia} pode ser faturada normalmente.',
      'A validade não pôde ser estendida. Emitimos nova senha para a guia {guia}, válida até {validade}; consultem no portal.',
    ],
    reopening: {
      doubts: ['No XML a guia {guia} é recusada por senha fora da validade, apesar da prorrogação.'],
      answers: ['A prorrogação da guia {guia} foi replicada para o sistema de contas. O envio já é aceito.'],
    },
  },
  internacao: {
    openings: [
      withFiles(
        'Solicitamos análise da guia de internação {guia}, caráter eletivo, procedimento {tussOpme} ({procOpme}), previsão para {prazo}.',
        'guia_internacao_{guia}.pdf',
      ),
      'Internação de urgência comunicada em {dataEnvio}, guia {guia}. O portal ainda mostra a guia como não recebida. Por favor, confirmem.',
    ],
    registered: [
      '{contato} comunica por telefone a internação da guia {guia}. Orientado a anexar a guia em até um dia útil.',
    ],
    updates: [
      'Guia de internação {guia} recebida e encaminhada à regulação.',
      'A comunicação da guia {guia} foi registrada com a data de {dataEnvio}, sem prejuízo do prazo.',
    ],
    exchanges: [
      {
        asks: [
          'Falta na guia {guia} o regime de internação e a quantidade de diárias solicitadas.',
          'A guia {guia} está sem a assinatura do médico assistente. Poderiam anexar novamente?',
        ],
        answers: [
          withFiles(
            'Segue a guia completa. Solicitadas {qtd} diárias, regime hospitalar.',
            'guia_internacao_{guia}_completa.pdf',
          ),
          withFiles('Guia assinada em anexo, com {qtd} diárias.', 'internacao_{guia}.pdf'),
        ],
      },
    ],
    conclusions: [
      'Internação autorizada. Guia {guia}, senha {senha}, {qtd} diárias. Prorrogação deve ser pedida antes do fim da última diária.',
      'Guia de internação {guia} autorizada com {qtdMenor} diárias, senha {senha}. As demais dependem de pedido de prorrogação.',
    ],
    reopening: {
      doubts: ['A senha {senha} não mostra a acomodação contratada. Podem completar?'],
      answers: ['Acomodação incluída na autorização {senha}. Favor reimprimir a guia {guia}.'],
    },
    confidential: [
      'Regulação da guia {guia}: indicação confirmada com o médico assistente por telefone. Sem restrição.',
    ],
    internal: ['Avisar a auditoria concorrente sobre a guia {guia}.'],
  },
  prorrogacao: {
    openings: [
      withFiles(
        'Número da guia de internação: {guia}\nDiárias já autorizadas: {qtdMenor}\nDiárias solicitadas: {qtd}\nTipo de acomodação: enfermaria\nJustificativa: relatório do médico assistente em anexo.',
        'relatorio_prorrogacao_{guia}.pdf',
      ),
      withFiles(
        'Pedido de prorrogação da guia {guia}: mais {qtd} diárias em unidade de terapia intensiva. Segue o relatório de evolução de hoje.',
        'prorrogacao_{guia}.pdf',
      ),
    ],
    updates: [
      'O auditor concorrente visita o hospital hoje e avalia a guia {guia} no local.',
      'Pedido de prorrogação da guia {guia} em análise médica.',
    ],
    exchanges: [
      {
        asks: [
          'O relatório da guia {guia} é de dois dias atrás. Precisamos da evolução do dia.',
          'Informem a previsão de alta ou de mudança de unidade para a guia {guia}.',
        ],
        answers: [
          withFiles(
            'Evolução de hoje em anexo. A previsão de mudança de unidade consta no final.',
            'evolucao_{guia}.pdf',
          ),
          withFiles(
            'Segue relatório atualizado com a previsão informada pela equipe.',
            'relatorio_{guia}_atualizado.pdf',
          ),
        ],
      },
    ],
    conclusions: [
      'Prorrogação autorizada: {qtd} diárias na guia {guia}, senha {senha}.',
      'Autorizadas {qtdMenor} das {qtd} diárias pedidas na guia {guia}, conforme a visita do auditor. Novo pedido pode ser feito ao fim do período.',
    ],
    confidential: [
      'Visita à guia {guia}: critérios de permanência atendidos até a próxima avaliação. Detalhes no relatório do auditor.',
    ],
    internal: ['Auditor confirma a visita da guia {guia} no período da tarde.'],
  },
  acomodacao: {
    openings: [
      'Na guia {guia} consta enfermaria, mas o plano dá direito a apartamento. Solicitamos a correção da acomodação a partir de {dataEnvio}.',
      'Por falta de leito, a guia {guia} ficou em acomodação superior desde {dataEnvio}. Como registrar, para não gerar glosa?',
    ],
    registered: ['{contato} pede correção da acomodação na guia {guia}.'],
    updates: ['Conferindo no cadastro a acomodação contratada da guia {guia}.'],
    exchanges: [
      {
        asks: [
          'A mudança foi a pedido ou por indisponibilidade de leito? Precisamos do registro da central de leitos.',
        ],
        answers: [
          withFiles(
            'Por indisponibilidade. Segue o registro da central de leitos.',
            'registro_leitos_{guia}.pdf',
          ),
        ],
      },
    ],
    conclusions: [
      'Acomodação da guia {guia} ajustada a partir de {dataEnvio}. A cobrança deve seguir o código de diária correspondente.',
      'Registrada a indisponibilidade de leito na guia {guia}. A diária será paga pela acomodação contratada, sem ônus ao beneficiário.',
    ],
  },
  opme: {
    openings: [
      withFiles(
        'Guia {guia}: solicitação de {material} para {tussOpme} ({procOpme}), com três fabricantes indicados. Cirurgia prevista para {validade}.',
        'anexo_opme_{guia}.pdf',
        'relatorio_cirurgiao_{guia}.pdf',
      ),
      withFiles(
        'Pedido de OPME da guia {guia}: {material}. Seguem o anexo de OPME, o relatório e as cotações.\nValor da cotação mais baixa: {valorAlto}.',
        'anexo_opme_{guia}.pdf',
        'cotacoes_{guia}.csv',
      ),
    ],
    updates: [
      'Solicitação de OPME da guia {guia} recebida. A cotação da operadora e a análise técnica correm juntas, com retorno até {prazo}.',
      'Análise técnica do material concluída. Falta a definição de marca e fornecedor da guia {guia}.',
    ],
    exchanges: [
      {
        asks: [
          'No anexo de OPME falta o registro ANVISA de um dos fabricantes. Poderiam completar?',
          'O relatório cita quantidade {qtdMenor} e o anexo, {qtd}. Qual é a correta para {material}?',
        ],
        answers: [
          withFiles(
            'Anexo de OPME corrigido, com registro ANVISA e quantidade conferida com o cirurgião.',
            'anexo_opme_{guia}_v2.pdf',
          ),
          withFiles(
            'Segue a retificação assinada pelo cirurgião; os três registros ANVISA estão na segunda folha.',
            'retificacao_opme_{guia}.pdf',
          ),
        ],
      },
    ],
    conclusions: [
      'OPME autorizada na guia {guia}: {material}, senha {senha}. O fornecedor fará contato para a entrega.',
      'Autorizado o item {material} na guia {guia}, com fornecedor definido pela operadora. Havendo discordância técnica do cirurgião, cabe junta nos termos da RN 424 da ANS.',
    ],
    reopening: {
      doubts: ['O fornecedor ainda não entrou em contato sobre a guia {guia} e a cirurgia está próxima.'],
      answers: ['Fornecedor acionado. A entrega da guia {guia} foi confirmada para {prazoCurto}.'],
    },
    confidential: [
      'Comparativo de preços da guia {guia}: proposta negociada abaixo da cotação do hospital. Não divulgar valores de fornecedor.',
      'Parecer técnico da guia {guia}: material compatível com o procedimento {tussOpme}.',
    ],
    internal: ['Segunda cotação da guia {guia} pedida ao setor de compras.'],
  },
  'opme-divergencia': {
    openings: [
      'O material entregue para a guia {guia} não é o autorizado: veio outra marca de {material}. O cirurgião pede a troca. Cirurgia em {prazo}.',
      withFiles(
        'Na conta da guia {guia} foi glosada a OPME {material}: autorizadas {qtdMenor}, utilizadas {qtd}. Segue a folha de sala com as etiquetas.',
        'folha_sala_{guia}.pdf',
      ),
    ],
    updates: ['Fornecedor e auditoria acionados sobre o item {material}, guia {guia}.'],
    exchanges: [
      {
        asks: [
          'Precisamos das etiquetas de rastreabilidade e da justificativa do cirurgião para a guia {guia}.',
        ],
        answers: [
          withFiles(
            'Etiquetas e justificativa em anexo.',
            'etiquetas_{guia}.pdf',
            'justificativa_{guia}.pdf',
          ),
        ],
      },
    ],
    conclusions: [
      'Divergência resolvida: autorização da guia {guia} ajustada para o material e a quantidade comprovados. Não é preciso novo pedido.',
      'Auditoria acatou a justificativa da guia {guia}. O item {material} será tratado conforme a autorização retificada, senha {senha}.',
    ],
    confidential: ['Guia {guia}: pedir esclarecimento ao fornecedor sobre o envio fora do autorizado.'],
  },
  'alta-complexidade': {
    openings: [
      withFiles(
        'Solicito autorização do exame {tussImagem} ({imagem}), guia {guia}. Segue o pedido com a indicação.',
        'pedido_{guia}.pdf',
      ),
      'A guia {guia}, {imagem}, exige preparo e está marcada para {prazo}. Conseguem liberar até a véspera?',
    ],
    registered: ['{contato} consulta a autorização de {imagem}, guia {guia}.'],
    updates: [
      'Guia {guia} em análise técnica. O código {tussImagem} depende de diretriz de utilização.',
      'Conferida a parte administrativa da guia {guia}; falta o parecer da regulação.',
    ],
    exchanges: [
      {
        asks: [
          'Há exame anterior? A regulação pede o laudo para o código {tussImagem}.',
          'O pedido não informa a região e a lateralidade. Por favor, completem a guia {guia}.',
        ],
        answers: [
          withFiles('Segue a informação complementar do médico solicitante.', 'complemento_{guia}.pdf'),
          withFiles(
            'Complementado pelo solicitante em {hoje}, documento em anexo.',
            'pedido_{guia}_complementado.pdf',
          ),
        ],
      },
    ],
    conclusions: [
      'Exame autorizado: {imagem}, guia {guia}, senha {senha}.',
      'Autorizado o código {tussImagem} na guia {guia}. Senha {senha}, válida até {validade}.',
    ],
    reopening: {
      doubts: ['A autorização da guia {guia} saiu sem o contraste, que estava no pedido.'],
      answers: ['Contraste incluído na guia {guia}, mesma senha {senha}.'],
    },
    confidential: ['Regulação: diretriz de utilização atendida para {tussImagem}, guia {guia}.'],
  },
  rol: {
    openings: [
      'O código {tuss} ({proc}) tem cobertura obrigatória pelo rol vigente? O portal devolve "serviço sem cobertura" na guia {guia}.',
      'Dúvida sobre diretriz de utilização: o portal recusou {proc} (código {tuss}) na guia {guia}, citando o rol da ANS. Qual item da diretriz não foi atendido?',
    ],
    registered: ['{contato} pergunta se o código {tuss} tem cobertura pelo rol, guia {guia}.'],
    updates: [
      'Consulta sobre o código {tuss} encaminhada à auditoria médica.',
      'Verificando a correlação entre o código {tuss} da TUSS e o rol da ANS.',
    ],
    exchanges: [
      {
        asks: ['Poderiam anexar o pedido médico da guia {guia}? A resposta depende da indicação.'],
        answers: [
          withFiles('Segue o pedido médico da guia {guia}.', 'pedido_{guia}.pdf'),
          withFiles('Pedido anexado, com a indicação no verso.', 'pedido_medico_{guia}.pdf'),
        ],
      },
    ],
    conclusions: [
      'O código {tuss} consta do rol. A recusa da guia {guia} foi causada por parametrização e já está corrigida. Podem solicitar novamente.',
      'O código {tuss} tem cobertura. A exigência apontada na guia {guia} ficou superada com o pedido apresentado; autorizada sob a senha {senha}.',
    ],
    reopening: {
      doubts: ['Tentamos de novo e o código {tuss} continua recusado na guia {guia}.'],
      answers: ['Faltava a liberação para o seu contrato. Código {tuss} disponível desde {hoje}.'],
    },
    internal: ['Ajustar a correlação do código {tuss} na tabela de coberturas.'],
  },
  terapia: {
    openings: [
      withFiles(
        'Pedido de continuidade de fisioterapia, guia {guia}: {qtd} sessões. Segue o relatório do profissional.',
        'relatorio_terapia_{guia}.pdf',
      ),
      'As sessões de fisioterapia da guia {guia} terminaram e a nova guia {guia2} segue pendente. Para não interromper, precisamos da liberação até {prazoCurto}.',
    ],
    registered: ['{contato} pede prioridade na guia de sessões {guia2}, continuação da {guia}.'],
    updates: ['Guia de sessões em análise. Enquanto isso, a guia {guia} permanece consultável no portal.'],
    exchanges: [
      {
        asks: [
          'Para a continuidade, enviem o relatório de evolução com o número de sessões realizadas na guia {guia}.',
        ],
        answers: [
          withFiles('Relatório de evolução em anexo.', 'evolucao_sessoes_{guia}.pdf'),
          withFiles('Segue o relatório com a frequência assinada.', 'frequencia_{guia}.pdf'),
        ],
      },
    ],
    conclusions: [
      'Sessões autorizadas: {qtd}, senha {senha}, válidas até {validade}.',
      'Continuidade autorizada sob a senha {senha}. Lembramos que a assinatura é colhida a cada sessão.',
    ],
    reopening: {
      doubts: ['A senha {senha} mostra saldo zero de sessões.'],
      answers: ['Saldo de sessões da senha {senha} corrigido hoje.'],
    },
  },
  'alto-custo': {
    openings: [
      withFiles(
        'Solicitação de {medicamento}, guia {guia}, anexo de quimioterapia/medicamento e relatório. Aplicação prevista para {prazo}.',
        'anexo_medicamento_{guia}.pdf',
        'relatorio_{guia}.pdf',
      ),
      withFiles(
        'Pedido de continuidade de {medicamento}, guia {guia}, ciclo {qtd}. Documentação em anexo.',
        'continuidade_{guia}.pdf',
      ),
    ],
    updates: [
      'Pedido de {medicamento} em análise técnica, guia {guia}.',
      'A auditoria solicitou parecer do consultor da especialidade para a guia {guia}.',
    ],
    exchanges: [
      {
        asks: ['Informem dose, intervalo e quantidade de frascos por aplicação de {medicamento}.'],
        answers: [
          withFiles('Prescrição detalhada em anexo, com dose, intervalo e frascos.', 'prescricao_{guia}.pdf'),
        ],
      },
    ],
    conclusions: [
      'Autorizado o uso de {medicamento} na guia {guia}, senha {senha}. A cobrança segue a tabela contratada, com nota fiscal quando pedida.',
      'Autorizado o ciclo solicitado na guia {guia}, senha {senha}. Para o próximo ciclo, enviem a reavaliação.',
    ],
    confidential: [
      'Guia {guia}: parecer do consultor favorável ao uso de {medicamento}. Dado sensível, restrito à auditoria.',
    ],
  },
};
