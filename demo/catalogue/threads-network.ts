import { type Conversation, withFiles } from './conversation.ts';

/** Conversations of the branches `Cadastro`, `Credenciamento`, `Tabela e contrato`, `Elogio e reclamação` and the internal ones. */
export const networkConversations: Readonly<Record<string, Conversation>> = {
  'dados-bancarios': {
    openings: [
      withFiles(
        'Solicitamos a alteração dos dados bancários para crédito. A conta nova é do mesmo CNPJ do contrato. Vigência desejada: {prazo}.',
        'comprovante_conta.pdf',
      ),
      withFiles(
        'Encerramos a conta atual. Segue o comprovante da nova, para os pagamentos a partir de {pagamento}.',
        'comprovante_bancario.pdf',
        'solicitacao_assinada.pdf',
      ),
    ],
    updates: [
      'Alteração de conta recebida. Por segurança, faremos confirmação por telefone com o responsável legal.',
      'Dados conferidos; a alteração aguarda a segunda aprovação interna.',
    ],
    exchanges: [
      {
        asks: [
          'O comprovante não mostra o CNPJ do titular. Poderiam enviar outro, emitido pelo banco?',
          'Falta a solicitação em papel timbrado, assinada pelo representante legal.',
        ],
        answers: [
          withFiles(
            'Segue o documento do banco com o CNPJ e a solicitação assinada.',
            'declaracao_banco.pdf',
            'solicitacao_representante.pdf',
          ),
          withFiles(
            'Documentação completa em anexo, assinada pelo representante legal.',
            'dados_bancarios_assinado.pdf',
          ),
        ],
      },
    ],
    conclusions: [
      'Dados bancários atualizados. O crédito de {pagamento} já será feito na nova conta.',
      'Conta alterada com vigência em {prazo}. Pagamentos já enviados ao banco antes dessa data seguem para a conta anterior.',
    ],
    internal: [
      'Confirmação por telefone feita com o responsável legal em {hoje}. Segunda aprovação: gestão.',
    ],
  },
  endereco: {
    openings: [
      'Nosso telefone de marcação mudou. Podem atualizar no cadastro e no guia da rede? O novo número está no papel timbrado; o ramal é {ramal}.',
      withFiles(
        'Mudança de endereço da {unidade} a partir de {prazo}. Segue o comprovante.',
        'comprovante_endereco.pdf',
      ),
    ],
    registered: ['{contato} comunica mudança de contato da {unidade}. Orientado a enviar comprovante.'],
    updates: ['Alteração da {unidade} em conferência com o CNES.'],
    exchanges: [
      {
        asks: ['O CNES {cnes} já foi atualizado? A alteração na rede só é publicada com os dois iguais.'],
        answers: [
          withFiles('Sim. Segue a ficha do CNES {cnes} atualizada.', 'ficha_cnes_{cnes}.pdf'),
          'A atualização do CNES {cnes} foi feita em {dataEnvio} e já aparece na consulta pública.',
        ],
      },
    ],
    conclusions: [
      'Cadastro da {unidade} atualizado. O guia da rede mostra a mudança em até dois dias úteis.',
      'Dados de contato da {unidade} alterados com vigência em {prazo}.',
    ],
    reopening: {
      doubts: ['O guia da rede ainda mostra os dados antigos da {unidade}.'],
      answers: ['A publicação falhou e foi refeita. A {unidade} aparece corretamente desde {hoje}.'],
    },
  },
  cnes: {
    openings: [
      'As guias da {unidade} são recusadas com "CNES do executante inválido". O CNES é {cnes} e está ativo na consulta pública.',
      'Atualizamos o CNES {cnes} com o novo serviço da {unidade}. Podem refletir no cadastro de vocês?',
    ],
    updates: ['Consultamos o CNES {cnes}. Vamos comparar com a base importada no mês.'],
    exchanges: [
      {
        asks: ['Poderiam enviar a ficha completa do CNES {cnes} com a data da última atualização?'],
        answers: [
          withFiles('Segue a ficha completa.', 'cnes_{cnes}.pdf'),
          withFiles('Ficha anexada, atualizada em {dataEnvio}.', 'ficha_{cnes}.pdf'),
        ],
      },
    ],
    conclusions: [
      'CNES {cnes} atualizado no cadastro da {unidade}. Guias recusadas por esse motivo podem ser reapresentadas.',
      'A base do CNES foi reimportada e o código {cnes} está regular. Sem alteração de contrato.',
    ],
    reopening: {
      doubts: ['O lote {lote} ainda foi recusado pelo CNES {cnes}.'],
      answers: ['O parâmetro do lote usava o código anterior. Corrigido; reenviem o lote {lote}.'],
    },
  },
  'responsavel-tecnico': {
    openings: [
      withFiles(
        'Comunicamos a troca do responsável técnico da {unidade}, registro no conselho com final {crm}. Seguem o certificado e a ata.',
        'certificado_rt.pdf',
        'ata_designacao.pdf',
      ),
    ],
    updates: ['Documentos do novo responsável técnico em conferência.'],
    exchanges: [
      {
        asks: ['O certificado enviado venceu em {dataEnvio}. Há um atualizado?'],
        answers: [
          withFiles('Segue o certificado renovado.', 'certificado_rt_renovado.pdf'),
          withFiles('O conselho emitiu a renovação hoje. Anexo.', 'certificado_{crm}.pdf'),
        ],
      },
    ],
    conclusions: [
      'Responsável técnico da {unidade} atualizado (registro com final {crm}).',
      'Troca registrada. A próxima renovação do certificado deve ser enviada até 30 dias antes do vencimento (registro final {crm}).',
    ],
  },
  'profissional-inclusao': {
    openings: [
      withFiles(
        'Conselho e número: registro final {crm}\nUF: SP\nEspecialidade (CBO): {cbo}\nDias e horários de atendimento: segunda e quarta, 8h às 17h\n\nDocumentos em anexo.',
        'documentos_profissional_{crm}.pdf',
      ),
      withFiles(
        'Solicitamos a inclusão de profissional com registro final {crm}, CBO {cbo}, no corpo clínico da {unidade}.',
        'carteira_conselho_{crm}.pdf',
        'diploma_{crm}.pdf',
      ),
    ],
    updates: [
      'Documentação do registro final {crm} em análise. O prazo é de {prazo}.',
      'Consulta ao conselho feita: registro final {crm} ativo. Falta a aprovação da comissão.',
    ],
    exchanges: [
      {
        asks: [
          'Falta o comprovante de especialidade para o CBO {cbo}.',
          'O vínculo do profissional (registro final {crm}) ainda não aparece no CNES {cnes}. Podem atualizar e nos avisar?',
        ],
        answers: [
          withFiles(
            'Segue o comprovante da especialidade e a tela do CNES atualizado.',
            'especialidade_{crm}.pdf',
            'cnes_{cnes}.png',
          ),
          withFiles('Vínculo incluído no CNES {cnes}. Anexo o comprovante e o título.', 'vinculo_{crm}.pdf'),
        ],
      },
    ],
    conclusions: [
      'Profissional com registro final {crm} incluído no corpo clínico, CBO {cbo}, para atendimentos a partir de {prazoCurto}.',
      'Inclusão aprovada (registro final {crm}). As guias já podem indicá-lo como executante.',
    ],
    reopening: {
      doubts: ['O profissional de registro final {crm} não aparece na lista de executantes ao emitir guia.'],
      answers: [
        'Faltava o vínculo com a {unidade} no portal. Já é possível selecionar o registro final {crm}.',
      ],
    },
    internal: ['Comissão aprovou o registro final {crm} em {hoje}.'],
  },
  'profissional-exclusao': {
    openings: [
      'Favor excluir do nosso corpo clínico o profissional com registro final {crm}, CBO {cbo}. Último dia de atendimento: {prazo}.',
      'O profissional de registro final {crm} deixou a {unidade}. Pedimos a exclusão e a retirada do guia da rede.',
    ],
    registered: ['{contato} pede exclusão do registro final {crm}, da {unidade}.'],
    updates: ['Verificando se há guias em aberto com o registro final {crm}.'],
    exchanges: [
      {
        asks: [
          'Há {qtd} guias autorizadas em nome do registro final {crm}. Quem vai assumir os atendimentos?',
        ],
        answers: [
          'Os atendimentos passam para outro profissional da mesma especialidade, já cadastrado.',
          'Serão remarcados com a equipe da {unidade}; nenhum ficará sem atendimento.',
        ],
      },
    ],
    conclusions: [
      'Exclusão do registro final {crm} efetuada. Guias em aberto podem ser executadas por outro profissional de mesmo CBO.',
      'Registro final {crm} retirado do corpo clínico e do guia da rede com data de {prazo}.',
    ],
  },
  'profissional-cbo': {
    openings: [
      'O profissional de registro final {crm} está com CBO desatualizado no cadastro. O correto é {cbo}. As guias da {unidade} estão sendo recusadas.',
      withFiles(
        'Solicito incluir a segunda especialidade do registro final {crm}: {cbo}. Segue o título.',
        'titulo_especialista_{crm}.pdf',
      ),
    ],
    updates: ['Consultando o conselho sobre o registro final {crm}.'],
    exchanges: [
      {
        asks: ['O CNES {cnes} traz outro CBO para o registro final {crm}. Precisamos da ficha atualizada.'],
        answers: [withFiles('Ficha do CNES corrigida em anexo.', 'cnes_profissional_{crm}.pdf')],
      },
    ],
    conclusions: [
      'CBO do registro final {crm} atualizado para {cbo}.',
      'Especialidade registrada ({cbo}). Guias recusadas por esse motivo podem ser reapresentadas, registro final {crm}.',
    ],
    reopening: {
      doubts: ['A guia {guia} voltou a ser recusada pelo CBO do executante.'],
      answers: ['A guia {guia} foi emitida antes da mudança. Reemitam e o CBO sairá correto.'],
    },
  },
  alvara: {
    openings: [
      withFiles(
        'Segue a licença sanitária renovada da {unidade}, válida por um ano.',
        'licenca_sanitaria.pdf',
      ),
      withFiles(
        'Enviamos o alvará de funcionamento. O da vigilância sanitária está em renovação, segue o protocolo do pedido.',
        'alvara_funcionamento.pdf',
        'protocolo_renovacao.pdf',
      ),
    ],
    updates: ['Documento recebido e em conferência com o CNES {cnes}.'],
    exchanges: [
      {
        asks: [
          'A licença não relaciona a atividade da {unidade}. Há um anexo com as atividades?',
          'Na licença consta o endereço anterior da {unidade}. Podem confirmar?',
        ],
        answers: [
          withFiles(
            'Segue a folha de atividades e endereço, que não havia sido digitalizada.',
            'licenca_anexo.pdf',
          ),
          withFiles('Anexo a licença completa, com as duas folhas.', 'licenca_completa.pdf'),
        ],
      },
    ],
    conclusions: [
      'Licença da {unidade} registrada. O portal avisará 60 dias antes do próximo vencimento.',
      'Documentação da {unidade} regular. Nenhuma pendência de alvará em {hoje}.',
    ],
  },
  certidoes: {
    openings: [
      'A carta de vocês pede certidões negativas até {prazo}. A estadual pode ser positiva com efeito de negativa?',
      withFiles(
        'Seguem as certidões negativas e o certificado de qualidade renovado, para o atributo no guia da rede.',
        'certidoes_negativas.pdf',
        'certificado_qualidade.pdf',
      ),
    ],
    updates: ['Conferindo a validade do documento com a entidade emissora.'],
    exchanges: [
      {
        asks: ['Falta a certidão municipal da {unidade}. Poderiam anexar junto com as demais?'],
        answers: [
          withFiles('Seguem todas as certidões em um único arquivo.', 'certidoes.pdf'),
          withFiles('Municipal anexada. As demais já estavam no portal.', 'certidao_municipal.pdf'),
        ],
      },
    ],
    conclusions: [
      'Documentação aceita. Certidão positiva com efeito de negativa é válida para o contrato. Próxima atualização em {validade}.',
      'Documentos da {unidade} regularizados. O atributo de qualidade será mantido no guia da rede enquanto o certificado for válido.',
    ],
  },
  'novo-servico': {
    openings: [
      'Temos interesse em credenciar {servico} na {unidade}. O serviço já funciona e consta no CNES {cnes}. Quais são os documentos?',
      withFiles(
        'Proposta de credenciamento de {servico}, com capacidade de {capacidade} atendimentos por mês. Segue o dossiê.',
        'proposta_credenciamento.pdf',
        'tabela_proposta.csv',
      ),
    ],
    registered: ['{contato} consulta requisitos para credenciar {servico}.'],
    updates: [
      'Pedido de {servico} levado ao estudo de necessidade de rede da região. Retorno até {prazo}.',
      'O estudo de rede mostrou demanda para {servico}. Seguimos para a etapa de documentos e visita.',
    ],
    exchanges: [
      {
        asks: [
          'Para {servico} precisamos de: licença sanitária com a atividade, ficha do CNES, relação de equipamentos e título do responsável.',
          'Poderiam enviar a proposta de valores por código TUSS, em planilha?',
        ],
        answers: [
          withFiles(
            'Documentos em anexo. A relação de equipamentos está na última folha.',
            'dossie_servico.pdf',
            'equipamentos.csv',
          ),
          withFiles(
            'Segue a planilha com códigos e valores propostos, e a licença com a atividade.',
            'proposta_valores.csv',
            'licenca_atividade.pdf',
          ),
        ],
      },
      {
        asks: ['A visita técnica pode ocorrer em {prazo}, pela manhã?'],
        answers: [
          'Pode sim. A coordenação receberá a equipe às 9h.',
          'Confirmado. A entrada é pela recepção da {unidade}.',
        ],
      },
    ],
    conclusions: [
      'Credenciamento de {servico} aprovado. O aditivo segue para assinatura e o atendimento pode começar após a publicação no guia.',
      'No momento a região tem oferta suficiente de {servico}. O pedido fica em cadastro de interesse por 12 meses.',
    ],
    internal: [
      'Estudo de rede: {servico} com tempo de espera acima do prazo da RN 566 na região. Favorável.',
    ],
  },
  'nova-unidade': {
    openings: [
      'Vamos abrir a {unidade} em {validade}. Como incluir no contrato atual? O CNES {cnes} já foi emitido.',
      withFiles(
        'Solicitamos o credenciamento da {unidade}, CNES {cnes}. Seguem licença e ficha.',
        'licenca_unidade.pdf',
        'ficha_cnes_{cnes}.pdf',
      ),
    ],
    updates: [
      'Pedido da {unidade} em análise pela área de rede.',
      'Documentos da {unidade} conferidos, falta agendar a visita.',
    ],
    exchanges: [
      {
        asks: ['A {unidade} terá o mesmo CNPJ ou será filial? Isso define se cabe aditivo ou novo contrato.'],
        answers: [
          'Será filial do mesmo CNPJ raiz.',
          withFiles('Filial. Segue o cartão do CNPJ.', 'cartao_cnpj_filial.pdf'),
        ],
      },
    ],
    conclusions: [
      'Inclusão da {unidade} aprovada por aditivo. Atendimento liberado a partir da publicação, prevista para {prazo}.',
      'A {unidade} foi incluída no contrato (CNES {cnes}). Usuários do portal podem ser pedidos pela classificação Portal > Acesso.',
    ],
  },
  suspensao: {
    openings: [
      'Comunicamos a suspensão de {servico} na {unidade} de {prazo} a {validade}, por reforma. Os demais serviços continuam.',
      'Por manutenção de equipamento, {servico} ficará suspenso na {unidade} até {prazo}. Há algum formulário a preencher?',
    ],
    registered: ['{contato} comunica suspensão temporária de {servico} na {unidade}.'],
    updates: ['Comunicado recebido. Vamos avaliar o direcionamento dos beneficiários para a rede próxima.'],
    exchanges: [
      {
        asks: ['Há atendimentos de {servico} já marcados no período? Quantos?'],
        answers: [
          'São {capacidade}, todos já remarcados para a outra unidade.',
          'Restam {qtd}; a central de vocês pode nos ajudar a redirecionar?',
        ],
      },
    ],
    conclusions: [
      'Suspensão de {servico} registrada até {validade}. O guia da rede mostra o aviso. Comuniquem o retorno por este protocolo.',
      'Período registrado para {servico}. A central foi avisada para não direcionar novos pedidos à {unidade}.',
    ],
    reopening: {
      doubts: ['A reforma terminou antes. Podemos retomar {servico} na {unidade}?'],
      answers: ['Retomada registrada em {hoje}. A {unidade} volta a aparecer para o serviço no guia.'],
    },
  },
  'guia-rede': {
    openings: [
      'No guia da rede a {unidade} aparece sem {servico}, serviço já credenciado. Podem corrigir?',
      'O guia da rede mostra horário errado da {unidade}. O correto é das 7h às 19h, de segunda a sexta.',
    ],
    registered: ['{contato} pede correção da {unidade} no guia da rede.'],
    updates: ['Conferindo o que está contratado para a {unidade}.'],
    exchanges: [
      {
        asks: ['Em qual versão do guia o erro aparece: aplicativo, site ou ambos?'],
        answers: [
          'No site. No aplicativo está certo.',
          withFiles('Nos dois. Segue a imagem.', 'guia_rede.png'),
        ],
      },
    ],
    conclusions: [
      'Guia da rede corrigido para a {unidade}. A mudança aparece em até 24 horas.',
      'Publicação da {unidade} ajustada conforme o contrato. Confira em https://www.example.com/guia-da-rede',
    ],
    reopening: {
      doubts: ['Passaram dois dias e a {unidade} continua igual no guia.'],
      answers: ['A carga do guia foi refeita hoje, {hoje}. A {unidade} já está correta.'],
    },
  },
  cbhpm: {
    openings: [
      'Qual edição da CBHPM está vigente no nosso contrato para o código {tuss}? O porte pago não confere com o que temos.',
      'Solicitamos revisão do porte do código {tuss} ({proc}). Na edição contratada o valor seria {valorItem}, e vem sendo pago {valorItemMenor}.',
    ],
    updates: ['Conferindo a edição da CBHPM e o percentual negociado para o código {tuss}.'],
    exchanges: [
      {
        asks: [
          'Poderiam enviar uma guia de exemplo em que o porte do código {tuss} foi pago de forma diferente?',
        ],
        answers: [
          'Guia {guia}, atendimento de {data}, lote {lote}.',
          'Um exemplo é a guia {guia}: apresentado {valorItem}, pago {valorItemMenor}.',
        ],
      },
    ],
    conclusions: [
      'A edição aplicada é a do último aditivo, com o percentual negociado. O código {tuss} estava com a UCO desatualizada e foi corrigido; diferenças serão acertadas em {pagamento}.',
      'Conferência feita: o porte do código {tuss} segue a edição contratada. Para mudança de edição é preciso negociação de aditivo.',
    ],
    internal: ['UCO do contrato conferida: carga anterior usou o valor da tabela geral no código {tuss}.'],
  },
  brasindice: {
    openings: [
      'Qual edição do Brasíndice vale para atendimentos de {data}? A guia {guia} teve os medicamentos pagos por edição anterior.',
      withFiles(
        'Divergência de Simpro na guia {guia}: {qtd} materiais pagos abaixo da edição do mês. Segue a relação.',
        'materiais_{guia}.csv',
      ),
    ],
    updates: ['Conferindo a edição carregada para a data de {data}.'],
    exchanges: [
      {
        asks: [
          'A relação precisa ter código TUSS do material, apresentação e valor unitário. Podem completar para a guia {guia}?',
        ],
        answers: [withFiles('Relação completa em anexo.', 'relacao_{guia}.csv')],
      },
    ],
    conclusions: [
      'O contrato usa a edição vigente na data do atendimento, preço de fábrica para medicamentos restritos. A guia {guia} foi reprocessada; acerto em {pagamento}.',
      'Edição conferida. A guia {guia} foi paga de acordo com o contrato: a atualização mensal vale a partir do dia 1º seguinte à publicação.',
    ],
    reopening: {
      doubts: ['Um dos itens da guia {guia} não consta na prévia do acerto.'],
      answers: [
        'O item restante da guia {guia} estava com a apresentação trocada. Incluído no acerto de {pagamento}.',
      ],
    },
  },
  'codigo-tuss': {
    openings: [
      'O código {tuss} ({proc}) não consta na nossa tabela e as guias são recusadas. Solicitamos a inclusão, com valor sugerido de {valorItem}.',
      withFiles(
        'Pedido de inclusão de {qtd} códigos TUSS na tabela do contrato. Segue a planilha com valores propostos; o de maior volume é {tuss}.',
        'codigos_tuss.csv',
      ),
    ],
    updates: [
      'Proposta para o código {tuss} enviada à área de negociação.',
      'A área técnica confirmou que a {unidade} tem estrutura para o código {tuss}; falta a negociação de valor.',
    ],
    exchanges: [
      {
        asks: [
          'O valor de {valorItem} para o código {tuss} está acima da referência da região. Aceitam {valorItemMenor}?',
        ],
        answers: [
          'Aceitamos {valorItemMenor}, com vigência imediata.',
          'Conseguimos chegar a {valorItemMenor} se a vigência for a partir deste mês.',
        ],
      },
    ],
    conclusions: [
      'Código {tuss} incluído na tabela por {valorItemMenor}, para atendimentos a partir de {prazo}.',
      'Inclusão do código {tuss} concluída. A tabela atualizada está no portal, em Contrato > Tabelas.',
    ],
    reopening: {
      doubts: ['O código {tuss} ainda é recusado na emissão da guia.'],
      answers: ['Liberação do código {tuss} para a {unidade} concluída em {hoje}.'],
    },
  },
  pacotes: {
    openings: [
      withFiles(
        'Proposta de pacote para {tussPacote} ({procPacote}), no valor de {valorAlto}. Segue a composição: honorários, taxas, materiais e medicamentos.',
        'composicao_pacote.csv',
      ),
      'Gostaríamos de fechar pacote para o código {tussPacote} ({procPacote}) e de definir se a consulta de retorno fica incluída. Tivemos glosa na guia {guia} por cobrança em separado.',
    ],
    updates: ['Composição do pacote em análise pela auditoria e pela negociação.'],
    exchanges: [
      {
        asks: [
          'O que acontece com o pacote do código {tussPacote} se houver conversão de porte? Precisamos definir as exclusões.',
        ],
        answers: [
          'Sugerimos conta aberta em caso de conversão, com comunicação em um dia útil.',
          withFiles('Segue a lista de exclusões que propomos.', 'exclusoes_pacote.pdf'),
        ],
      },
    ],
    conclusions: [
      'Pacote do código {tussPacote} definido, com a lista de inclusões e exclusões no aditivo. Vigência a partir de {prazo}.',
      'Conforme o aditivo, o pacote de {tussPacote} cobre os itens listados no anexo; o que estiver fora dele pode ser cobrado em separado.',
    ],
  },
  reajuste: {
    openings: [
      'A data-base do contrato é {prazo}. Solicitamos a abertura da negociação do reajuste.',
      withFiles(
        'Segue proposta de reajuste, com a evolução de custos do último ano.',
        'proposta_reajuste.pdf',
        'custos.csv',
      ),
      'O reajuste acordado deveria valer desde {dataEnvio}, mas o lote {lote} foi pago pelos valores antigos.',
    ],
    updates: [
      'O tema do reajuste está com a gerência de rede. Retorno até {prazo}.',
      'Levantamos o histórico do contrato. A gerência fará a resposta formal.',
    ],
    exchanges: [
      {
        asks: ['Poderiam detalhar em planilha os códigos de maior impacto e o índice pretendido?'],
        answers: [
          withFiles('Planilha em anexo. Os códigos de maior volume estão no topo.', 'impacto_reajuste.csv'),
          withFiles(
            'Segue. Destacamos o código {tuss}, que responde pela maior parte do volume.',
            'impacto_{tuss}.csv',
          ),
        ],
      },
    ],
    conclusions: [
      'Reajuste definido conforme a cláusula contratual. O aditivo segue para assinatura e os valores serão carregados até {prazo}.',
      'Negociação concluída. Valores novos carregados em {hoje}; eventuais diferenças desde a data-base serão acertadas em {pagamento}.',
    ],
    reopening: {
      doubts: ['O código {tuss} não recebeu o reajuste na tabela publicada.'],
      answers: ['Código {tuss} corrigido na tabela. Agradecemos o aviso.'],
    },
    internal: ['Proposta dentro do limite da alçada da gerência. Lembrar o prazo da RN 512 para acordo.'],
  },
  aditivo: {
    openings: [
      'Recebemos a minuta do aditivo e o anexo de valores está sem o código {tuss}. Podem reenviar?',
      'O aditivo foi assinado do nosso lado em {dataEnvio} e ainda não recebemos a via da operadora.',
    ],
    updates: ['Aditivo com o jurídico. Assinatura prevista até {prazo}.'],
    exchanges: [
      {
        asks: [
          'Quem assina pelo prestador continua sendo o mesmo representante? Precisamos da procuração, se houve troca.',
        ],
        answers: [
          'Continua o mesmo representante.',
          withFiles('Houve troca. Segue a procuração.', 'procuracao.pdf'),
        ],
      },
    ],
    conclusions: [
      withFiles('Segue a via assinada do aditivo.', 'aditivo_assinado.pdf'),
      'Aditivo assinado pelas duas partes e vigente desde {hoje}. A via está no portal, em Contrato > Documentos; inclui o código {tuss}.',
    ],
  },
  'copia-contrato': {
    openings: [
      'Solicito cópia do contrato e dos aditivos vigentes, para auditoria externa em {prazo}.',
      'Não localizamos o anexo de valores do contrato. Podem enviar uma cópia até {prazo}?',
    ],
    registered: ['{contato} pede cópia do contrato vigente.'],
    updates: ['Pedido encaminhado ao arquivo de contratos.'],
    exchanges: [
      {
        asks: [
          'A cópia só pode ser enviada ao representante legal ou a quem ele autorizar por escrito. Poderiam anexar a autorização?',
        ],
        answers: [withFiles('Autorização anexada.', 'autorizacao_representante.pdf')],
      },
    ],
    conclusions: [
      withFiles('Seguem o contrato e os aditivos vigentes em {hoje}.', 'contrato_e_aditivos.pdf'),
      'A cópia foi disponibilizada no portal, em Contrato > Documentos, em {hoje}.',
    ],
  },
  elogio: {
    openings: [
      'Registramos um elogio à equipe de {areaElogiada}. O caso da guia {guia} foi resolvido no mesmo dia e com muita clareza.',
      'Queremos agradecer o apoio na transição do faturamento de {competencia}. A orientação dada à nossa equipe evitou a rejeição de {qtd} lotes.',
      'A nova tela de consulta de guias ficou bem melhor. Nossa recepção ganhou tempo. Parabéns à equipe.',
    ],
    registered: ['{contato} elogia, por telefone, o atendimento recebido na guia {guia}.'],
    updates: [],
    exchanges: [],
    conclusions: [
      'Agradecemos o registro. O elogio foi repassado à equipe e à gestão em {hoje}.',
      'Agradecemos o retorno. Mensagens assim ajudam a manter o que funciona. Registro levado à equipe em {hoje}.',
    ],
  },
  'reclamacao-demora': {
    openings: [
      'Registramos reclamação: a guia {guia} está sem resposta desde {dataEnvio}, apesar de dois contatos por telefone.',
      'O recurso do lote {lote} venceu o prazo em {dataEnvio} e ninguém retorna. Pedimos providência da gestão.',
    ],
    registered: ['{contato} reclama da falta de resposta sobre a guia {guia}, aberta em {dataEnvio}.'],
    updates: [
      'Lamentamos o ocorrido. A reclamação foi levada à gestão da área, com prioridade.',
      'A gestão assumiu o caso e está reunindo os contatos anteriores.',
    ],
    exchanges: [
      {
        asks: ['Vocês têm os números dos contatos anteriores? Ajudam a apurar onde o pedido parou.'],
        answers: [
          'Ligações em {dataEnvio} e no dia útil seguinte, ramal {ramal}. Não nos deram número.',
          withFiles('Segue a lista dos contatos que fizemos.', 'contatos_realizados.txt'),
        ],
      },
    ],
    conclusions: [
      'O pedido estava em fila incorreta e foi concluído hoje. Revisamos a distribuição para que não se repita. Pedimos desculpas.',
      'Apuração concluída: houve falha no registro do primeiro contato. O caso foi resolvido em {hoje} e a equipe, reorientada.',
    ],
    internal: ['Reclamação procedente. Primeiro contato sem registro no sistema.'],
  },
  'reclamacao-central': {
    openings: [
      'A central informou em {dataEnvio} que a guia {guia} não precisava de autorização; depois veio glosa. Pedimos apuração da ligação.',
      'Depois de 40 minutos de espera, em {dataEnvio}, a central disse que a guia {guia} estava liberada. Ela continuava pendente no portal e o atendimento precisou ser remarcado.',
    ],
    registered: [
      '{contato} reclama de informação incorreta sobre a guia {guia}, dada pela central em {dataEnvio}.',
    ],
    updates: ['Pedimos à central a gravação e o relatório de {dataEnvio}.'],
    exchanges: [
      {
        asks: ['De qual número e em que horário a ligação foi feita? Com isso localizamos a gravação.'],
        answers: [
          'Do ramal {ramal}, por volta das 10h.',
          'Ramal {ramal}, logo após o almoço. Não anotamos o protocolo.',
        ],
      },
    ],
    conclusions: [
      'Ligação de {dataEnvio} localizada e analisada. O prestador tem razão; o atendente foi orientado e o registro, corrigido.',
      'Confirmamos o erro de informação da central em {dataEnvio}. A equipe recebeu orientação; a situação da guia também pode ser vista no portal, sem ligação. Lamentamos o transtorno.',
    ],
  },
  'interno-auditoria': {
    openings: [],
    registered: ['Auditoria in loco programada para {prazo}. Amostra: {capacidade} guias do lote {lote}.'],
    updates: ['Amostra conferida em parte. Guia {guia} separada para revisão.'],
    exchanges: [],
    conclusions: ['Auditoria in loco encerrada em {hoje}. Relatório arquivado, sem ajustes no lote {lote}.'],
    internal: ['Levar a lista de guias do lote {lote} impressa.'],
    confidential: ['Achados da guia {guia} no relatório restrito da auditoria.'],
  },
  'interno-apuracao': {
    openings: [],
    registered: [
      'Apuração de cobrança: código {tuss} com quantidade acima da média do prestador na competência {competencia}.',
    ],
    updates: ['Levantamento do código {tuss} concluído. Próxima etapa: amostra de guias.'],
    exchanges: [],
    conclusions: [
      'Apuração encerrada em {hoje}: aumento explicado por novo equipamento. Sem providência para o código {tuss}.',
    ],
    confidential: ['Comparativo do código {tuss} com prestadores de mesmo porte. Acesso restrito.'],
  },
  'interno-rede': {
    openings: [],
    registered: ['Reavaliação de rede da {unidade}, ciclo anual. Solicitado por Credenciamento.'],
    updates: ['Indicadores da {unidade} recebidos: tempo de espera dentro da RN 566.'],
    exchanges: [],
    conclusions: ['Reavaliação da {unidade} concluída em {hoje}: manter contratação.'],
    internal: ['Pedir a suporte o relatório de acessos da {unidade}.'],
  },
};
