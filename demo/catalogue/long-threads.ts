import { type Template, withFiles } from './conversation.ts';
import type { ProviderKind } from './people.ts';
import type { Random } from './random.ts';

/** One message of a long thread; `round` numbers the batch or topic, so that each round has references of its own. */
export interface LongStep {
  side: 'provider' | 'operator';
  template: Template;
  asks: boolean;
  round: number;
}

/** A case of many months, with more messages than a page of the thread shows. */
export interface LongThread {
  subject: string;
  steps: readonly LongStep[];
}

const batchSent: readonly Template[] = [
  withFiles('Enviado o lote {lote}, com as guias da semana. Valor apresentado: {valor}.', 'lote_{lote}.xml'),
  withFiles('Segue o lote {lote}, gerado na rotina nova. {capacidade} guias.', 'lote_{lote}.xml'),
  'Transmitimos o lote {lote} pela manhã. O recibo saiu, mas a situação ficou "em validação".',
  'Mais um da sequência: lote {lote}, {valor}. Desta vez conferimos o cabeçalho antes de transmitir.',
  withFiles(
    'Lote {lote} transmitido. Separei a guia {guia} em arquivo próprio, como combinado.',
    'lote_{lote}.xml',
    'guia_{guia}.xml',
  ),
];

/** What the operator finds in a batch, and what the provider answers. */
const batchFaults: readonly (readonly [found: string, fixed: Template])[] = [
  [
    'Lote {lote} recusado: o sequencial da transação é o mesmo do envio anterior. Podem gerar outro?',
    withFiles(
      'Gerado com novo sequencial. A rotina não estava gravando o último número usado.',
      'lote_{lote}_v2.xml',
    ),
  ],
  [
    'No lote {lote} o hash não confere. Ao abrir o arquivo, os acentos vêm em UTF-8 e o cabeçalho declara ISO-8859-1. Qual dos dois vocês pretendem usar?',
    withFiles('Vamos ficar com ISO-8859-1. Segue o lote {lote} refeito.', 'lote_{lote}_iso.xml'),
  ],
  [
    'A guia {guia} do lote {lote} traz o CNES do executante em branco. As outras estão corretas. Podem completar?',
    withFiles('Era guia digitada na contingência. CNES {cnes} preenchido.', 'guia_{guia}_corrigida.xml'),
  ],
  [
    'O lote {lote} passou no schema, mas {qtd} guias foram recusadas por senha diferente da autorizada. A relação começa pela guia {guia}. Como foi preenchido o campo da senha?',
    'O sistema cortava o zero à esquerda. O fornecedor corrigiu e reemitimos as {qtd} guias.',
  ],
  [
    'Lote {lote}: a soma das guias não bate com o total informado. Diferença de {diferenca}. Podem conferir?',
    withFiles(
      'A diferença era a taxa da guia {guia}, lançada fora do total. Segue com a soma corrigida.',
      'conferencia_{lote}.csv',
      'lote_{lote}_v2.xml',
    ),
  ],
  [
    'Na guia {guia} a data de atendimento é posterior à data do envio do lote {lote}. Qual é a data certa?',
    'O certo é {data}. Foi erro de digitação na recepção; já corrigimos.',
  ],
  [
    'O código {tuss} aparece no lote {lote} com a tabela 00 (própria). Para {proc} a tabela deve ser a 22. Conseguem ajustar na origem?',
    'Ajustado no cadastro de procedimentos. O lote {lote} foi gerado de novo e a prévia saiu com a tabela 22.',
  ],
  [
    'Lote {lote}: o grau de participação veio preenchido onde não há equipe. É campo do padrão, mas só para honorários. Podem retirar?',
    withFiles(
      'Retirado. Mandamos também a tela da configuração, para confirmarem.',
      'configuracao_participacao.png',
    ),
  ],
  [
    'O lote {lote} tem duas vezes a guia {guia}. Uma delas é reapresentação? Se for, precisa vir em lote separado.',
    'É reapresentação, sim. Tiramos do lote {lote} e enviaremos no {lote2}.',
  ],
  [
    'O tipo de atendimento da guia {guia} usa um código que saiu da tabela de domínio. Qual versão da tabela está carregada no sistema de vocês?',
    'Estava a anterior. O fornecedor atualizou ontem e a guia {guia} já sai com o código novo.',
  ],
  [
    'No lote {lote} a unidade de medida do item {tuss} veio com espaço no final. Podem pedir ao fornecedor que retire?',
    withFiles('Pedido feito e entregue. Segue o lote {lote} sem os espaços.', 'lote_{lote}_v2.xml'),
  ],
  [
    'Recebemos o lote {lote} sem a versão do padrão no cabeçalho. Podem confirmar se o gerador foi atualizado nos dois servidores?',
    'Faltava um servidor. Atualizamos e o lote {lote} saiu com a versão preenchida.',
  ],
];
const batchDone: readonly Template[] = [
  'Lote {lote} aceito. Protocolo {protocoloLote}.',
  'Validado. O lote {lote} entrou no sistema de contas com o protocolo {protocoloLote}; prazo preservado pela data do primeiro envio.',
  'Tudo certo com o lote {lote}, protocolo {protocoloLote}. O pagamento entra no cronograma de {pagamento}.',
  'Recebido, sem recusas. Protocolo {protocoloLote}, total de {valor}.',
];
const batchRemarks: readonly (readonly ['provider' | 'operator', string])[] = [
  ['provider', 'Confirmado aqui também: o lote {lote} aparece como recebido. Seguimos para o próximo.'],
  [
    'operator',
    'Para acompanhamento: depois do lote {lote} restam na nossa lista as recusas por senha e por tabela. As de cabeçalho não voltaram a ocorrer.',
  ],
  ['provider', 'O fornecedor promete nova versão até {prazo}. Até lá, enviaremos um lote por vez.'],
  [
    'operator',
    'A equipe do portal passou a mostrar o campo recusado na tela de retorno. Testem com o próximo lote e digam se ajuda.',
  ],
  ['provider', 'A mensagem nova ajudou: identificamos sozinhos um erro antes de transmitir o lote {lote}.'],
  [
    'operator',
    'Orientações reunidas em uma página, com exemplos: https://www.example.com/prestador/tiss/perguntas',
  ],
];

const batchEnding: readonly (readonly ['provider' | 'operator', Template])[] = [
  [
    'operator',
    'Resumo até aqui: doze lotes tratados, todos com protocolo de recebimento. Restam as reapresentações, que vêm em lote separado.',
  ],
  ['provider', 'Vamos reunir as reapresentações em um lote só, o {lote}. Há limite de guias?'],
  ['operator', 'O limite é de 100 guias por lote. Podem enviar; o {lote} fica vinculado a este protocolo.'],
  [
    'provider',
    withFiles(
      'Enviado o lote {lote}, com {qtd} reapresentações. Valor total: {valor}.',
      'lote_{lote}.xml',
      'reapresentacoes_{lote}.csv',
    ),
  ],
  ['operator', 'Lote {lote} em validação. Aviso assim que terminar.'],
];

/** A series of rejected batches after a change of the provider's billing system, solved one at a time; still going on. */
function rejectedBatches(random: Random): LongThread {
  const opening: LongStep = {
    side: 'provider',
    template:
      'Trocamos o sistema de faturamento e os lotes passaram a ser recusados por motivos diferentes a cada envio. Podemos tratar todos neste protocolo, um lote por vez, para não perder o histórico?',
    asks: false,
    round: 0,
  };
  const agreed: LongStep = {
    side: 'operator',
    template:
      'Podemos, sim. Enviem um lote de cada vez; respondo com o motivo da recusa, e o prazo de entrega fica preservado pela data do primeiro envio.',
    asks: false,
    round: 0,
  };
  const rounds = batchFaults.flatMap(([found, fixed], index): LongStep[] => {
    const round = index + 1;
    const [side, remark] = batchRemarks[index % batchRemarks.length] ?? ['provider', ''];
    const step = (by: LongStep['side'], template: Template, asks = false): LongStep => ({
      side: by,
      template,
      asks,
      round,
    });
    return [
      step('provider', batchSent[index % batchSent.length] ?? ''),
      step('operator', found, true),
      step('provider', fixed),
      step('operator', random.pick(batchDone)),
      ...(index < batchRemarks.length * 2 ? [step(side, remark)] : []),
    ];
  });
  const ending = batchEnding.map(
    ([side, template]): LongStep => ({ side, template, asks: false, round: batchFaults.length + 1 }),
  );
  return { subject: 'lote-rejeitado', steps: [opening, agreed, ...onlyNewRemarks(rounds), ...ending] };
}

/** Remarks without references of their own would repeat word for word: each is said once. */
function onlyNewRemarks(steps: readonly LongStep[]): LongStep[] {
  const said = new Set<Template>();
  return steps.filter((step) => {
    const fixedText =
      typeof step.template === 'string' && !/\{(lote|guia|protocoloLote)\}/.test(step.template);
    if (!fixedText) return true;
    if (said.has(step.template)) return false;
    said.add(step.template);
    return true;
  });
}

/** Topic by topic: proposal, answer, counter, agreement. */
const contractTopics: readonly (readonly [string, string, string, string])[] = [
  [
    'Sobre consultas: propomos valor único por especialidade, em vez das três faixas de hoje.',
    'Valor único é possível, desde que o retorno em até 30 dias fique incluído. Concordam?',
    'Concordamos com o retorno em 30 dias, contados da consulta e não da entrega do exame.',
    'Combinado. Cláusula de consultas fechada, retorno em 30 dias da consulta.',
  ],
  [
    'Imagem: a tabela atual usa edição antiga da CBHPM. Pedimos a migração para a mesma edição dos honorários.',
    'A edição pode mudar, mas com percentual de 92%. Conseguem trabalhar com isso?',
    'Com 92% a ultrassonografia fica abaixo do custo. Podemos ficar em 95% só para o grupo 4.09?',
    'Aprovado: 95% para o grupo 4.09 e 92% para os demais grupos de imagem.',
  ],
  [
    'Endoscopia: hoje sedação e biópsia vão em separado. Preferimos um pacote.',
    'Aceitamos o pacote. Podem enviar a composição, com o que fica fora dele?',
    'Ficam fora o anatomopatológico e os materiais acima de R$ 500,00 por unidade. O restante está incluído.',
    'Pacote aceito nesses termos. Será o anexo II.',
  ],
  [
    'Taxas de sala: a descrição do contrato não corresponde à tabela 18. Podemos usar os códigos TUSS?',
    'Podemos. Enviem, por favor, o quadro de equivalência para conferirmos um a um.',
    'O quadro tem 14 taxas; em duas não achamos equivalência exata e sugerimos o código mais próximo.',
    'Conferido. Aceitas as 14 taxas, com observação nas duas sem equivalência.',
  ],
  [
    'Materiais: sugerimos Simpro com a edição vigente na data do atendimento.',
    'Para nós, a edição vigente é a do primeiro dia do mês. Isso atende?',
    'Atende, se as altas de preço publicadas no meio do mês valerem no mês seguinte.',
    'Sim, valem a partir do dia 1º seguinte. Fechado.',
  ],
  [
    'Medicamentos: o texto atual fala em preço máximo ao consumidor, o que já não cabe para restritos hospitalares.',
    'De acordo. Propomos preço de fábrica mais taxa de 12%. Podem avaliar?',
    'Nossa farmácia pede 15%, por causa de fracionamento e perda.',
    'Conseguimos 14%, com revisão em 12 meses. A gerência aprovou.',
  ],
  [
    'Reajuste: pedimos índice definido em contrato, e não a negociação anual em aberto.',
    'Podemos prever IPCA acumulado, com negociação livre antes da data-base. O que acham?',
    'Bom. Precisamos apenas do prazo para a operadora responder à proposta.',
    'Ficam 30 dias para resposta, sem prejuízo do prazo de negociação da norma. Texto incluído na minuta.',
  ],
  [
    'Prazo de entrega das contas: são 60 dias hoje. Pedimos 90 para casos com senha liberada depois do atendimento.',
    'Aceitamos 90 dias apenas nesse caso e com o número da senha na capa do lote. Serve?',
    'Serve. O sistema já imprime a senha na capa.',
    'Fechado em 60 dias, com a exceção de 90.',
  ],
  [
    'Recurso de glosa: o prazo atual conta do pagamento. Preferimos contar da publicação do demonstrativo.',
    'Podemos mudar, com 60 dias corridos. E, da nossa parte, resposta em até 60 dias. De acordo?',
    'De acordo nos dois prazos. Falta dizer o que acontece se a resposta atrasar.',
    'Se atrasarmos, o valor recursado é pago e compensado depois, se for o caso. Jurídico aprovou.',
  ],
  [
    'Autorização: queremos lista de exames sem autorização prévia, para reduzir a fila da recepção.',
    'Temos uma lista padrão com 38 códigos. Podem indicar os que faltam para vocês?',
    'Faltam ECG, raio X simples e ultrassonografia de abdome.',
    'Incluídos ECG e raio X. A ultrassonografia fica com liberação automática pelo portal, sem análise.',
  ],
  [
    'Corpo clínico: a inclusão de profissional leva até 20 dias. Pedimos prazo no contrato.',
    'O prazo pode ser de 10 dias úteis a partir da documentação completa. Concordam?',
    'Sim. E que a recusa venha por escrito, com o motivo.',
    'Justo. Incluído: 10 dias úteis, recusa motivada.',
  ],
  [
    'Nova unidade: o contrato atual não cita a filial. Ela entra neste documento ou em aditivo?',
    'Entra neste documento, com CNES próprio. Já está ativo?',
    'Ativo desde o mês passado e com licença em dia.',
    'Filial incluída na qualificação das partes.',
  ],
  [
    'Foro e vigência: pedimos vigência de 24 meses e aviso de 60 dias para rescisão.',
    'A vigência proposta é aceita. Para o aviso, nosso padrão é de 90 dias. Podem aceitar?',
    'Aceitamos 90 dias, pela continuidade do atendimento.',
    'Anotado. Resta a revisão final da minuta.',
  ],
  [
    'Portal: precisamos que a tabela nova apareça no simulador antes da vigência.',
    'Conseguimos publicar com dez dias de antecedência. Quem fará os testes do lado de vocês?',
    'Nossa equipe de faturamento, com vinte guias de exemplo de cada grupo.',
    'Ambiente liberado para os testes. Avisem por aqui o resultado de cada grupo.',
  ],
  [
    'Primeiros testes: consultas e imagem conferem com a tabela. Em taxas, um código saiu com valor zero.',
    'Encontramos: faltou o valor de uma das taxas sem equivalência. Podem testar de novo amanhã?',
    'Testado de novo, agora com o valor correto. Falta só o grupo de endoscopia.',
    'Ótimo. O grupo de endoscopia foi carregado hoje, já com o pacote.',
  ],
];

/** The migration of a clinic's contract to a new table, clause by clause; still going on. */
function contractMigration(): LongThread {
  const steps = contractTopics.flatMap((texts, index) =>
    texts.map(
      (template, position): LongStep => ({
        side: position % 2 === 0 ? 'provider' : 'operator',
        template,
        asks: position === 1,
        round: index + 1,
      }),
    ),
  );
  const opening: LongStep = {
    side: 'provider',
    template: withFiles(
      'Conforme a reunião, abrimos este protocolo para a migração do contrato. Sugerimos tratar um tema por vez e registrar aqui o que for acordado. Segue a lista de temas.',
      'temas_migracao.pdf',
    ),
    asks: false,
    round: 0,
  };
  const agreed: LongStep = {
    side: 'operator',
    template:
      'De acordo. Faço o registro por aqui e levo cada tema à gerência antes de confirmar. Podem começar pelas consultas.',
    asks: false,
    round: 0,
  };
  return { subject: 'aditivo', steps: [opening, agreed, ...steps] };
}

/** The long cases of a provider of that kind; each has at least 60 messages. */
export function longThreadsFor(kind: ProviderKind, random: Random): readonly LongThread[] {
  return kind === 'clinic' ? [contractMigration(), rejectedBatches(random)] : [rejectedBatches(random)];
}
