import { type Conversation, withFiles } from './conversation.ts';

/** Conversations of the branch `Faturamento`. */
export const billingConversations: Readonly<Record<string, Conversation>> = {
  'glosa-administrativa': {
    openings: [
      'A guia {guia}, do lote {lote}, veio com a glosa {glosa}, no valor de {valorItem}. Conferimos o cadastro e a elegibilidade do dia {data} e estava tudo regular. Qual foi o dado considerado divergente?',
      'Gostaria de entender a glosa {glosa} aplicada na guia {guia} (lote {lote}, competência {competencia}).\nO atendimento foi em {data} com elegibilidade confirmada pelo portal.',
      withFiles(
        'No demonstrativo da competência {competencia} consta glosa {glosa} para a guia {guia}. Segue a página em que aparece o item. Valor glosado: {valorItem}.',
        'demonstrativo_lote_{lote}.pdf',
      ),
    ],
    registered: [
      '{contato} ligou para questionar a glosa {glosa} da guia {guia}, lote {lote}, valor de {valorItem}. Informa que a elegibilidade foi conferida em {data}.',
    ],
    updates: [
      'Localizamos a guia {guia}. Estamos comparando os campos enviados no XML com o cadastro na data do atendimento, {data}.',
      'A glosa da guia {guia} foi aplicada na conferência automática. Um analista vai rever o caso manualmente.',
    ],
    exchanges: [
      {
        asks: [
          'Para rever a glosa, precisamos da cópia da guia {guia} assinada e do comprovante de elegibilidade de {data}.',
          'Poderiam anexar o comprovante de elegibilidade do dia {data} e a guia {guia} digitalizada, frente e verso?',
        ],
        answers: [
          withFiles(
            'Segue a guia {guia} assinada e o comprovante de elegibilidade.',
            'guia_{guia}.pdf',
            'elegibilidade_{guia}.pdf',
          ),
          withFiles(
            'Anexei os dois documentos em um único arquivo. A elegibilidade foi consultada antes do atendimento.',
            'guia_e_elegibilidade_{guia}.pdf',
          ),
        ],
      },
    ],
    conclusions: [
      'Glosa revertida. O valor de {valorItem} da guia {guia} será pago no crédito de {pagamento}, identificado como acerto do lote {lote}.',
      'Após conferência, a glosa {glosa} da guia {guia} foi cancelada. Não é necessário enviar recurso. O acerto de {valorItem} entra no pagamento de {pagamento}.',
      'A glosa foi mantida: o número enviado no XML da guia {guia} difere do que consta na guia assinada. Cabe recurso de glosa com a guia corrigida, dentro do prazo contratual.',
    ],
    reopening: {
      doubts: [
        'O demonstrativo que saiu hoje ainda mostra a guia {guia} sem alteração. Podem conferir, por favor?',
        'Baixei o demonstrativo atualizado e o item da guia {guia} continua como glosado.',
      ],
      answers: [
        'Houve atraso no reprocessamento. A guia {guia} já aparece com a situação correta no demonstrativo emitido hoje, {hoje}.',
      ],
    },
    internal: [
      'Conferir com o cadastro se houve troca de carteirinha entre a emissão da guia {guia} e o atendimento.',
      'Terceiro caso deste prestador com a glosa {glosa} no mês. Vale verificar a regra automática.',
    ],
  },
  'glosa-tecnica': {
    openings: [
      'Solicitamos esclarecimento sobre a glosa técnica {glosaTec} do item {tussSerie} ({procSerie}), guia {guia}. A quantidade realizada está registrada no relatório de {data}.',
      'Recebemos glosa {glosaTec} na guia {guia}, item {tussSerie} ({procSerie}), no valor de {valorItem}. A justificativa do demonstrativo é genérica. Podem informar o motivo técnico?',
    ],
    registered: [
      'Ligação de {contato} pedindo o motivo técnico da glosa {glosaTec} na guia {guia}, item {tussSerie}. Valor: {valorItem}.',
    ],
    updates: [
      'O item {tussSerie} da guia {guia} voltou para o auditor que fez a análise. Ele vai detalhar a justificativa.',
      'A auditoria reviu a guia {guia} e pediu o parecer de um segundo auditor.',
    ],
    exchanges: [
      {
        asks: [
          'A auditoria pede o relatório do item {tussSerie} com a indicação e a quantidade realizada em {data}.',
          'Falta na guia {guia} o laudo que comprove a realização de {procSerie}. Poderiam anexar?',
        ],
        answers: [
          withFiles(
            'Segue o relatório do dia {data}, com carimbo e assinatura do executante.',
            'relatorio_guia_{guia}.pdf',
          ),
          withFiles(
            'Laudo anexado, sem identificação do beneficiário além do número da guia, conforme orientação de vocês.',
            'laudo_{tussSerie}_{guia}.pdf',
          ),
        ],
      },
      {
        asks: ['No relatório consta quantidade {qtdMenor} e na cobrança, {qtd}. Qual é a correta?'],
        answers: [
          'A correta é {qtd}. O relatório traz a primeira etapa apenas; a complementação foi registrada no mesmo dia, na folha seguinte.',
          'Conferi com o setor: foram {qtdMenor}. A cobrança de {qtd} foi erro de digitação nosso, podem ajustar.',
        ],
      },
    ],
    conclusions: [
      'Glosa técnica mantida em parte: reconhecida a quantidade {qtdMenor} do item {tussSerie}. Pela diferença cabe recurso de glosa com o parecer do executante.',
      'A auditoria acatou a documentação do item {tussSerie}. Pagamento complementar de {valorItemMenor} previsto para {pagamento}.',
    ],
    reopening: {
      doubts: ['O parecer não cita a folha que anexamos. Ela foi considerada na análise da guia {guia}?'],
      answers: [
        'A folha foi analisada e o parecer complementado. A decisão sobre a guia {guia} permanece, com o fundamento agora descrito no demonstrativo.',
      ],
    },
    confidential: [
      'Parecer da auditoria sobre a guia {guia}: documentação compatível com o item {tussSerie}; restrição apenas quanto à quantidade. Conteúdo clínico no prontuário, não reproduzir no protocolo.',
    ],
    internal: [
      'Verificar se a regra de quantidade do código {tussSerie} está atualizada no sistema de contas.',
    ],
  },
  'glosa-valor': {
    openings: [
      'O código {tuss} ({proc}) foi pago a {valorItemMenor}, mas pela nossa tabela o valor é {valorItem}. Diferença de {diferencaItem} na guia {guia}, lote {lote}. Podem verificar?',
      withFiles(
        'Identificamos pagamento a menor do código {tuss} em {qtd} guias da competência {competencia}. Segue a planilha com guia, valor apresentado e valor pago.',
        'divergencias_{competenciaArquivo}.csv',
      ),
    ],
    updates: [
      'Vamos comparar o valor do código {tuss} com a tabela vigente na data do atendimento, {data}.',
      'Pedi à área de contratos a tabela que estava vigente em {data} para o código {tuss}.',
    ],
    exchanges: [
      {
        asks: [
          'Qual aditivo ou tabela vocês usaram como referência para o código {tuss}? Se puder, informe a data de vigência.',
          'Poderiam anexar a página da tabela negociada em que consta o código {tuss}?',
        ],
        answers: [
          withFiles(
            'Usamos a tabela do último aditivo. Segue a página com o código {tuss}.',
            'tabela_aditivo_{tuss}.pdf',
          ),
          withFiles(
            'Segue a página da tabela, com o código {tuss} destacado. O valor negociado é {valorItem}.',
            'pagina_tabela_{tuss}.pdf',
          ),
        ],
      },
    ],
    conclusions: [
      'Procede. O reajuste do código {tuss} não havia sido carregado no sistema. A diferença de {diferencaItem} será paga em {pagamento} e as próximas contas já sairão corretas.',
      'O valor pago está de acordo com a tabela vigente em {data}. O novo valor do código {tuss} vale para atendimentos a partir da assinatura do aditivo.',
    ],
    reopening: {
      doubts: ['A diferença do código {tuss} não aparece na prévia do próximo crédito. Foi reprogramada?'],
      answers: [
        'Ficou para a remessa seguinte, por causa do fechamento. Crédito da diferença de {diferencaItem} em {pagamento}.',
      ],
    },
    internal: [
      'Carga da tabela do prestador ficou incompleta: checar os demais códigos do mesmo grupo de {tuss}.',
    ],
  },
  'recurso-envio': {
    openings: [
      withFiles(
        'Número do lote: {lote}\nNúmero da guia: {guia}\nCódigo TUSS do item: {tuss}\nCódigo da glosa: {glosaTec}\nValor glosado: {valorItem}\nValor recursado: {valorItem}\nJustificativa: procedimento realizado em {data} conforme solicitado e autorizado sob a senha {senha}. Documentação em anexo.',
        'recurso_glosa_{lote}.pdf',
        'relatorio_{guia}.pdf',
      ),
      withFiles(
        'Encaminhamos recurso de glosa do lote {lote}, guia {guia}, item {tuss} ({proc}). Valor glosado: {valorItem}. Valor recursado: {valorItem}.\nA senha {senha} estava válida na data do atendimento.',
        'recurso_glosa_{lote}.xml',
        'autorizacao_{senha}.pdf',
      ),
    ],
    updates: [
      'Recurso do lote {lote} recebido e distribuído para análise. Prazo contratual de resposta contado a partir de hoje, {hoje}.',
      'O recurso da guia {guia} passou pela conferência administrativa e segue para a análise do item {tuss}.',
    ],
    exchanges: [
      {
        asks: [
          'A guia de recurso está sem a assinatura do responsável. Por favor, reenvie o documento assinado.',
          'No recurso consta o lote {lote2}, mas a guia {guia} pertence ao lote {lote}. Pedimos a correção da guia de recurso.',
        ],
        answers: [
          withFiles('Segue a guia de recurso corrigida e assinada.', 'recurso_glosa_{lote}_corrigido.pdf'),
          withFiles('Corrigido. Pode desconsiderar o arquivo anterior.', 'recurso_{guia}_v2.pdf'),
        ],
      },
    ],
    conclusions: [
      'Recurso deferido. Valor acatado: {valorItem}. Crédito previsto para {pagamento}, no demonstrativo do lote de recurso.',
      'Recurso deferido parcialmente: valor acatado de {valorItemMenor}, de um total recursado de {valorItem}. O motivo da parte mantida está no demonstrativo de análise de recurso.',
      'Recurso indeferido: a autorização da senha {senha} não inclui o código {tuss}. O parecer está disponível no demonstrativo de análise de recurso.',
    ],
    reopening: {
      doubts: [
        'Não localizei no portal o demonstrativo de análise do recurso da guia {guia}. Podem disponibilizar?',
      ],
      answers: [
        withFiles(
          'Segue o demonstrativo de análise do recurso da guia {guia}. No portal ele fica em Faturamento > Demonstrativos.',
          'analise_recurso_{guia}.pdf',
        ),
      ],
    },
    internal: ['Recurso dentro do prazo, contado do demonstrativo do lote {lote}.'],
  },
  'recurso-andamento': {
    openings: [
      'Qual a situação do recurso de glosa do lote {lote}, enviado em {dataEnvio}? No portal aparece apenas "em processamento".',
      'Precisamos da posição do recurso referente às guias {guia}, {guia2} e {guia3}. Enviamos em {dataEnvio} e o valor total é de {valor}.',
    ],
    registered: [
      '{contato} pergunta, por telefone, a situação do recurso do lote {lote} enviado em {dataEnvio}.',
    ],
    updates: [
      'O recurso enviado em {dataEnvio} está na fila da auditoria. Pedi prioridade para a guia {guia}.',
      'Localizei o recurso. Falta o parecer de um dos itens da guia {guia} para fecharmos o lote.',
    ],
    exchanges: [
      {
        asks: [
          'Poderia informar o número do protocolo gerado no envio do recurso? Há mais de um para o lote {lote}.',
        ],
        answers: [
          'O protocolo do recurso é {protocoloLote}.',
          'Protocolo {protocoloLote}, enviado em {dataEnvio} pelo portal.',
        ],
      },
    ],
    conclusions: [
      'Análise do recurso concluída. Dos itens recursados, foi acatado o valor de {valorMenor}, com crédito em {pagamento}.',
      'O recurso do lote {lote} foi finalizado hoje e o demonstrativo já está no portal. Valor acatado: {valorMenor}.',
    ],
    reopening: {
      doubts: ['No demonstrativo do recurso não aparece a guia {guia2}. Ela foi analisada?'],
      answers: ['A guia {guia2} foi analisada em separado e incluída no demonstrativo emitido em {hoje}.'],
    },
  },
  'recurso-reanalise': {
    openings: [
      withFiles(
        'O recurso da guia {guia} foi negado com a justificativa {glosaTec}. Pedimos reanálise por outro auditor: o relatório anexado demonstra a indicação do código {tuss}.',
        'relatorio_tecnico_{guia}.pdf',
      ),
      withFiles(
        'Não concordamos com o indeferimento do item {tuss} ({proc}), guia {guia}. Segue complemento da documentação para nova análise.\nValor em discussão: {valorItem}.',
        'complemento_recurso_{guia}.pdf',
      ),
    ],
    updates: [
      'O pedido de reanálise da guia {guia} foi aceito e será feito por auditor diferente do primeiro.',
      'Documentação complementar recebida. A reunião da auditoria que trata do item {tuss} ocorre até {prazo}.',
    ],
    exchanges: [
      {
        asks: [
          'Para a reanálise, informe se há consenso prévio com o auditor local e, se houver, anexe o registro.',
          'O arquivo anexado abre com uma página em branco. Poderiam reenviar?',
        ],
        answers: [
          withFiles('Segue o documento completo.', 'complemento_{guia}_completo.pdf'),
          withFiles(
            'Não houve consenso registrado. Anexei novamente toda a documentação da guia {guia}.',
            'documentacao_{guia}.pdf',
          ),
        ],
      },
    ],
    conclusions: [
      'Reanálise concluída: acatado o valor de {valorItemMenor} do item {tuss}. Não cabe novo recurso para a mesma guia; a diferença pode ser tratada em reunião de conciliação.',
      'Após reanálise, o indeferimento do item {tuss} foi mantido. O parecer do segundo auditor acompanha o demonstrativo da guia {guia}.',
    ],
    confidential: [
      'Segundo parecer da guia {guia} registrado. Divergência entre auditores quanto à indicação; decisão por consenso em reunião.',
    ],
  },
  'lote-rejeitado': {
    openings: [
      withFiles(
        'Número do lote: {lote}\nData do envio: {dataEnvio}\nMensagem de rejeição: hash do arquivo inválido.\n\nO mesmo arquivo passa no validador daqui.',
        'lote_{lote}.xml',
      ),
      'O lote {lote} foi rejeitado em {dataEnvio} e o retorno só informa "erro no cabeçalho". São {qtd} guias, {valor} no total. Podem dizer qual campo recusou?',
      withFiles(
        'Segue o XML do lote {lote}, rejeitado duas vezes. Na primeira o retorno foi "sequencial de transação repetido"; na segunda, só "lote inválido".',
        'lote_{lote}.xml',
      ),
    ],
    registered: [
      '{contato} informa por telefone que o lote {lote} foi rejeitado em {dataEnvio} e pede o motivo. Orientado a guardar o XML enviado.',
    ],
    updates: [
      'Localizamos a tentativa de envio do lote {lote} em {dataEnvio}. Estamos lendo o arquivo recebido.',
      'O arquivo do lote {lote} chegou íntegro; a recusa ocorreu na conferência do cabeçalho. Vou detalhar o campo.',
    ],
    exchanges: [
      {
        asks: [
          'Poderiam enviar o XML exatamente como foi transmitido, sem abrir e salvar de novo?',
          'Qual sistema gera o arquivo e qual versão do padrão TISS está configurada?',
        ],
        answers: [
          withFiles(
            'Segue o arquivo original, copiado da pasta de transmissão. A versão configurada é a que consta no cabeçalho.',
            'lote_{lote}_original.xml',
          ),
          withFiles(
            'O fornecedor do sistema confirmou que usamos a versão vigente. Anexo o arquivo transmitido.',
            'lote_{lote}_transmitido.xml',
          ),
        ],
      },
    ],
    conclusions: [
      'A causa foi a codificação do arquivo: o cabeçalho declara ISO-8859-1, mas o conteúdo está em UTF-8, o que altera o hash. Gerem novamente e enviem com o mesmo número de lote; o {lote} não foi consumido.',
      'O sequencial da transação já havia sido usado em envio anterior. Basta gerar o lote {lote} com novo sequencial. O prazo de entrega da competência {competencia} foi preservado pela data da primeira tentativa.',
      'Lote {lote} processado. A recusa era causada por registro ANS incorreto no destino, ajustado no último arquivo. Protocolo de recebimento: {protocoloLote}.',
    ],
    reopening: {
      doubts: [
        'Reenviamos o lote {lote} conforme a orientação e voltou com outra mensagem: "CNES do executante divergente".',
        'Após a correção o lote {lote} ficou como recebido, mas sem número de protocolo. É normal?',
      ],
      answers: [
        'Ajustamos o parâmetro do prestador e reprocessamos o lote {lote}. Protocolo de recebimento: {protocoloLote}.',
      ],
    },
    internal: [
      'Rejeição na camada de validação, não chegou ao sistema de contas. Acionar suporte se repetir no lote {lote2}.',
    ],
  },
  'xml-validacao': {
    openings: [
      'O validador recusa o XML do lote {lote} com a mensagem "elemento não esperado" na guia {guia}. Esse campo passou a ser obrigatório em alguma versão recente?',
      withFiles(
        'Erro de schema na linha da guia {guia}, código {tuss}: "valor não permitido para unidade de medida". Segue o arquivo e a mensagem completa.',
        'lote_{lote}.xml',
        'mensagem_validador.txt',
      ),
    ],
    updates: [
      'Reproduzimos o erro com o arquivo do lote {lote}. O problema está no bloco de procedimentos executados.',
      'A mensagem vem da validação contra o schema, antes de qualquer regra de negócio. Vamos indicar a linha.',
    ],
    exchanges: [
      {
        asks: [
          'Enviem, por favor, apenas o trecho da guia {guia} em um XML separado, para isolarmos o erro.',
          'A guia {guia} foi digitada ou importada? Precisamos saber qual rotina montou o campo.',
        ],
        answers: [
          withFiles(
            'Segue o trecho da guia {guia}. Ela foi importada do sistema de agendamento.',
            'guia_{guia}.xml',
          ),
          withFiles(
            'A guia veio por importação. Anexo o trecho e a saída do validador.',
            'trecho_{guia}.xml',
            'saida_validador.txt',
          ),
        ],
      },
    ],
    conclusions: [
      'No item {tuss} o campo de unidade de medida veio com três dígitos preenchidos por espaço. O schema exige o código exato da tabela 60. Corrigido o campo, o lote {lote} valida.',
      'A ordem dos elementos está trocada na guia {guia}: a data de início deve vir antes da hora inicial. Guia de preenchimento: https://www.example.com/prestador/tiss/preenchimento',
    ],
    reopening: {
      doubts: ['O campo foi corrigido e agora a recusa é na guia {guia2}. O erro parece o mesmo.'],
      answers: [
        'Confirmado, a guia {guia2} tem o mesmo problema. Sugerimos revisar todas as guias importadas antes do próximo envio do lote {lote}.',
      ],
    },
  },
  'lote-nao-localizado': {
    openings: [
      'Enviamos o lote {lote} em {dataEnvio}, recebemos o protocolo {protocoloLote}, mas ele não aparece na consulta. O valor apresentado é de {valor}.',
      withFiles(
        'O protocolo {protocoloLote} não é encontrado no portal. Segue o recibo do envio do lote {lote}.',
        'recibo_{protocoloLote}.pdf',
      ),
    ],
    registered: [
      '{contato} não localiza o protocolo {protocoloLote} (lote {lote}, enviado em {dataEnvio}) na consulta do portal.',
    ],
    updates: [
      'O protocolo {protocoloLote} existe na recepção, mas ainda não foi importado para o sistema de contas. Pedimos o reprocessamento.',
      'Estamos rastreando o lote {lote} pela data de envio, {dataEnvio}.',
    ],
    exchanges: [
      {
        asks: ['O envio foi pelo portal ou por webservice? Precisamos também do recibo, se houver.'],
        answers: [
          withFiles('Pelo portal. Segue o recibo com data e hora.', 'recibo_lote_{lote}.pdf'),
          withFiles(
            'Foi por webservice. Anexo o retorno que recebemos na transmissão.',
            'retorno_{protocoloLote}.xml',
          ),
        ],
      },
    ],
    conclusions: [
      'Lote {lote} localizado e importado. A data de recebimento considerada é {dataEnvio}, portanto o pagamento segue o cronograma normal.',
      'O protocolo {protocoloLote} já pode ser consultado. A importação havia parado por falha interna, sem prejuízo do prazo do lote {lote}.',
    ],
    reopening: {
      doubts: ['O lote {lote} apareceu, mas com {qtdMenor} guias em vez de {qtd}.'],
      answers: ['As guias restantes do lote {lote} foram importadas hoje. A consulta já mostra {qtd} guias.'],
    },
    internal: ['Fila de importação parada em {dataEnvio}. Suporte ciente.'],
  },
  'lote-substituicao': {
    openings: [
      'Solicito o cancelamento do lote {lote}, protocolo {protocoloLote}. Foi enviado com guias da competência errada. Vamos reenviar como lote {lote2}.',
      'Precisamos substituir o lote {lote}: a guia {guia} foi incluída em duplicidade. É possível excluir só essa guia ou é preciso cancelar o lote todo?',
    ],
    updates: [
      'O lote {lote} ainda não entrou em análise de contas, então o cancelamento é possível. Solicitação encaminhada.',
      'Verificando em que etapa está o protocolo {protocoloLote}.',
    ],
    exchanges: [
      {
        asks: [
          'Confirmam que todas as guias do lote {lote} serão reapresentadas no lote {lote2}? Depois do cancelamento não há como recuperar.',
        ],
        answers: [
          'Confirmo. Todas as guias serão reapresentadas no lote {lote2}.',
          'Confirmado, pode cancelar. O lote {lote2} já está gerado e aguarda só a liberação de vocês.',
        ],
      },
    ],
    conclusions: [
      'Lote {lote} cancelado em {hoje}. O lote {lote2} pode ser enviado até {prazo} sem perda da competência.',
      'Cancelamento do protocolo {protocoloLote} efetuado. As guias estão livres para reapresentação no lote {lote2}.',
    ],
    reopening: {
      doubts: ['Ao enviar o lote {lote2}, a guia {guia} voltou como "já apresentada".'],
      answers: [
        'A guia {guia} ainda estava vinculada ao lote cancelado. Vínculo desfeito; podem reenviar o lote {lote2}.',
      ],
    },
  },
  'demonstrativo-pagamento': {
    openings: [
      'Competência: {competencia}\nProtocolo do lote: {protocoloLote}\nData do crédito: {dataEnvio}\n\nO crédito caiu, mas o demonstrativo de pagamento não está disponível no portal.',
      'O demonstrativo de pagamento de {dataEnvio} soma {valor}, e o crédito na conta foi de {valorMenor}. A que se refere a diferença de {diferenca}?',
      'Solicito a segunda via do demonstrativo de pagamento em XML da competência {competencia}. O arquivo do portal abre incompleto.',
    ],
    registered: [
      '{contato} solicita o demonstrativo de pagamento da competência {competencia}, protocolo {protocoloLote}.',
    ],
    updates: [
      'Pedi à tesouraria a composição do crédito de {dataEnvio}.',
      'O demonstrativo da competência {competencia} está sendo gerado de novo; o processamento leva até um dia útil.',
    ],
    exchanges: [
      {
        asks: ['Poderia informar os protocolos que vocês esperavam neste crédito, para conferirmos um a um?'],
        answers: [
          withFiles(
            'Segue a relação dos protocolos e valores da competência {competencia}.',
            'protocolos_{competenciaArquivo}.csv',
          ),
          'São os protocolos {protocoloLote} e o do lote {lote2}. Os demais já conferem.',
        ],
      },
    ],
    conclusions: [
      withFiles(
        'Segue o demonstrativo de pagamento do crédito de {dataEnvio}. O arquivo também foi publicado no portal.',
        'demonstrativo_pagamento_{competenciaArquivo}.pdf',
      ),
      'Demonstrativo da competência {competencia} publicado no portal. Ele discrimina os valores brutos, as retenções e os acertos de lotes anteriores.',
    ],
    reopening: {
      doubts: ['O demonstrativo publicado não traz o lote {lote2}. Ele não fazia parte deste crédito?'],
      answers: ['O lote {lote2} será pago em {pagamento}, por isso não consta neste demonstrativo.'],
    },
  },
  'demonstrativo-analise': {
    openings: [
      'O demonstrativo de análise de conta do lote {lote} foi publicado sem o motivo da glosa na guia {guia}. Como o prazo do recurso conta da publicação, podem verificar?',
      'No demonstrativo de análise de conta do protocolo {protocoloLote}, a guia {guia} aparece sem código de glosa, mas com valor liberado zero. Como devemos interpretar?',
    ],
    updates: [
      'A análise do lote {lote} está concluída; o demonstrativo será publicado de novo, com o motivo da guia {guia}.',
      'Encontramos a guia {guia} sem motivo de glosa informado. O analista vai completar o registro.',
    ],
    exchanges: [
      {
        asks: [
          'A consulta foi feita em PDF ou em XML? No nosso ambiente a guia {guia} aparece com valor liberado.',
        ],
        answers: [
          'Em XML. No PDF o valor aparece, no XML não.',
          withFiles('Nos dois. Segue a imagem da tela de hoje.', 'demonstrativo_{protocoloLote}.png'),
        ],
      },
    ],
    conclusions: [
      'Demonstrativo de análise do lote {lote} publicado de novo em {hoje}, com o motivo da guia {guia}. O prazo para recurso conta a partir desta data.',
      'Corrigido: a guia {guia} agora traz o motivo {glosa}. O demonstrativo foi publicado de novo e o prazo de recurso reinicia hoje.',
    ],
    reopening: {
      doubts: ['No arquivo novo a guia {guia} está correta, mas a {guia2} sumiu.'],
      answers: ['A guia {guia2} voltou ao demonstrativo na versão emitida em {hoje}. Agradecemos o aviso.'],
    },
  },
  'pagamento-nao-identificado': {
    openings: [
      'Recebemos em {dataEnvio} um crédito de {valor} que não corresponde a nenhum lote nosso. Podem informar a origem?',
      'Caiu na conta, em {dataEnvio}, um depósito de {valor} da operadora sem demonstrativo correspondente. A qual lote ele se refere?',
    ],
    registered: [
      '{contato} relata divergência no crédito de {dataEnvio}: valor de {valor} sem correspondência com os lotes apresentados.',
    ],
    updates: [
      'A tesouraria está conferindo a remessa bancária de {dataEnvio}.',
      'Valor de {valor} localizado na remessa. Falta identificar a qual lote foi vinculado.',
    ],
    exchanges: [
      {
        asks: [
          'Poderiam enviar o extrato do dia {dataEnvio}, só com a linha do crédito?',
          'Qual conta foi conferida? Temos duas cadastradas no histórico.',
        ],
        answers: [
          withFiles(
            'Segue o extrato do dia, com as demais linhas cobertas. É a conta cadastrada no contrato.',
            'extrato_credito.pdf',
          ),
          withFiles('A conta atual do contrato. Anexo o comprovante.', 'comprovante_credito.png'),
        ],
      },
    ],
    conclusions: [
      'Movimento identificado: o valor de {valor} corresponde ao acerto do lote {lote}. O demonstrativo foi corrigido.',
      'Houve troca de vínculo entre dois lotes na remessa de {dataEnvio}. A situação do lote {lote} foi regularizada e consta no demonstrativo de hoje.',
    ],
    internal: ['Remessa de {dataEnvio} com dois créditos trocados. Tesouraria fez o acerto contábil.'],
  },
  'retencao-impostos': {
    openings: [
      'Na competência {competencia} foi retido ISS sobre {valor}, mas somos estabelecidos no mesmo município e recolhemos por conta própria. Podem rever a parametrização?',
      'O informe de retenções da competência {competencia} traz ISS que não deveria ser retido, pois recolhemos no próprio município. Pedimos a revisão e o informe corrigido; a contabilidade fecha o mês em {prazo}.',
    ],
    updates: [
      'Encaminhado à área fiscal, com a competência {competencia}.',
      'A área fiscal confirmou o recebimento e está conferindo as retenções de {competencia}.',
    ],
    exchanges: [
      {
        asks: ['Por favor, anexe a declaração ou a inscrição municipal atualizada.'],
        answers: [
          withFiles('Segue a inscrição municipal atualizada.', 'inscricao_municipal.pdf'),
          withFiles('Declaração anexada, emitida neste mês.', 'declaracao_fiscal.pdf'),
        ],
      },
    ],
    conclusions: [
      withFiles(
        'Segue o informe de retenções da competência {competencia}. A parametrização do cadastro foi conferida com a documentação recebida.',
        'informe_retencoes_{competenciaArquivo}.pdf',
      ),
      'Retenções da competência {competencia} revistas pela área fiscal. O informe está disponível no portal, em Financeiro > Informes.',
    ],
  },
  'nota-fiscal': {
    openings: [
      'Emitimos a nota da competência {competencia} pelo valor apresentado ({valor}), mas o portal só aceita o liberado ({valorMenor}). Devemos cancelar e emitir outra?',
      withFiles(
        'A nota fiscal da competência {competencia} foi recusada no portal com a mensagem "valor divergente". Segue a nota.',
        'nota_fiscal_{competenciaArquivo}.pdf',
      ),
    ],
    registered: ['{contato} tem dúvida sobre o valor da nota fiscal da competência {competencia}.'],
    updates: [
      'Conferindo o valor liberado da competência {competencia} com o que consta na nota.',
      'Falta a confirmação do fiscal sobre o código de serviço. Retorno até {prazoCurto}.',
    ],
    exchanges: [
      {
        asks: [
          'Poderia informar o número e a data de emissão da nota? No portal há uma tentativa sem anexo.',
        ],
        answers: [
          'Nota {lote2}, emitida em {dataEnvio}.',
          withFiles('Nota {lote2}, de {dataEnvio}. Segue o arquivo.', 'nf_{lote2}.pdf'),
        ],
      },
    ],
    conclusions: [
      'A nota deve trazer o valor liberado no demonstrativo, {valorMenor}. Com esse valor o portal aceita o envio até {prazo}.',
      'Para a competência {competencia}, considere o valor de {valorMenor}. Orientações de preenchimento: https://www.example.com/prestador/nota-fiscal',
    ],
  },
  cronograma: {
    openings: [
      'Poderiam informar as datas de entrega de lotes do próximo trimestre? O calendário do portal termina neste mês.',
      'O cronograma de faturamento considera o feriado da próxima semana? Precisamos saber o último dia para enviar a competência {competencia}.',
      'Qual é a data limite para entregar o lote da competência {competencia} e quando ocorre o pagamento correspondente?',
    ],
    registered: ['{contato} consulta a data limite de entrega da competência {competencia}.'],
    updates: ['O calendário novo está em aprovação. Aviso assim que for publicado.'],
    exchanges: [
      {
        asks: ['A consulta é sobre contas ambulatoriais, de internação ou ambas? As datas são diferentes.'],
        answers: [
          'Sobre todas as contas que entregamos. Somos um contrato só.',
          'As ambulatoriais, principalmente.',
        ],
      },
    ],
    conclusions: [
      'Para a competência {competencia}, o portal recebe lotes até {prazo}, às 18h, com pagamento em até 30 dias da entrega.',
      withFiles(
        'Segue o cronograma de entrega e pagamento. Quando a data cai em feriado nacional, vale o dia útil seguinte.',
        'cronograma_faturamento.pdf',
      ),
    ],
  },
  'fora-do-prazo': {
    openings: [
      'Solicitamos autorização para entregar o lote {lote} fora do prazo. O atraso foi causado por indisponibilidade do nosso sistema em {dataEnvio}. São {qtd} guias, {valor}.',
      'As guias {guia} e {guia2} ficaram fora do lote da competência {competencia}, porque a senha só foi liberada em {dataEnvio}. Podemos enviá-las no próximo lote?',
    ],
    updates: [
      'O pedido de exceção para o lote {lote} foi levado à gestão do faturamento.',
      'Conferindo a data de atendimento das guias, para ver se ainda estão dentro dos 60 dias do contrato.',
    ],
    exchanges: [
      {
        asks: [
          'Para a exceção precisamos de um relato do ocorrido e da relação de guias do lote {lote}.',
          'Poderia anexar a lista com guia, data do atendimento e valor?',
        ],
        answers: [
          withFiles(
            'Segue a relação das guias, com data e valor, e o relato do que houve.',
            'guias_lote_{lote}.csv',
            'relato_lote_{lote}.pdf',
          ),
          withFiles(
            'Lista e relato anexados. Foi caso isolado.',
            'relacao_{lote}.csv',
            'relato_ocorrencia.pdf',
          ),
        ],
      },
    ],
    conclusions: [
      'Exceção autorizada: o lote {lote} pode ser enviado até {prazo}. O pagamento entra no cronograma seguinte, em {pagamento}.',
      'Autorizado o envio das guias no próximo lote, com a observação "exceção de prazo" e o número deste protocolo. Vale até {prazo}.',
    ],
    internal: [
      'Exceção aprovada pela gestão. Segunda no ano para este prestador; a terceira depende da diretoria.',
    ],
  },
  'encontro-contas': {
    openings: [],
    registered: [
      'Abertura de encontro de contas da competência {competencia}. Saldo apontado pelo faturamento: {valor}.',
    ],
    updates: ['Conciliação do lote {lote} conferida. Falta o relatório dos acertos do trimestre.'],
    exchanges: [],
    conclusions: ['Encontro de contas encerrado, saldo de {diferenca} levado ao crédito de {pagamento}.'],
    internal: ['Conferir pagamento em duplicidade da guia {guia} antes de fechar a conciliação.'],
  },
};
