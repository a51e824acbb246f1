import { type GroupKey, groupsByKey } from './people.ts';
import { uuidFromName } from './random.ts';

/** A text that agents answer with often. */
export interface DemoCannedAnswer {
  id: string;
  title: string;
  body: string;
  /** Null: every group uses it. */
  groupId: string | null;
  active: boolean;
}

function answer(title: string, group: GroupKey | null, lines: readonly string[]): DemoCannedAnswer {
  return {
    id: uuidFromName(`canned-answer/${title}`),
    title,
    body: lines.join('\n'),
    groupId: group && groupsByKey[group].id,
    active: true,
  };
}

const signature = ['', 'Atenciosamente,', '{{atendente}}', 'Operadora Vida Plena'];

/** The canned answers of the demo catalogue, by the group that uses them. */
export const demoCannedAnswers: readonly DemoCannedAnswer[] = [
  answer('Recebimento com prazo', null, [
    'Olá, {{contato}}.',
    '',
    'Recebemos o contato de {{prestador}} sobre {{classificacao}} e já iniciamos a análise. Nossa resposta será enviada até {{prazo}}, neste mesmo protocolo ({{protocolo}}).',
    ...signature,
  ]),
  answer('Pedido de documento complementar', null, [
    'Olá, {{contato}}.',
    '',
    'Para concluir a análise, precisamos dos documentos abaixo. Use a opção Complementar do protocolo {{protocolo}} para anexá-los:',
    '',
    '1. ',
    '2. ',
    '',
    'O prazo da análise fica suspenso até o seu retorno.',
    ...signature,
  ]),
  answer('Encerramento por falta de retorno', null, [
    'Olá, {{contato}}.',
    '',
    'Como não houve retorno ao que pedimos, estamos finalizando o protocolo {{protocolo}}. Se ainda precisar do assunto, basta responder aqui dentro do prazo de reabertura ou abrir um novo contato ligado a este.',
    ...signature,
  ]),
  answer('Encaminhado a outra área', null, [
    'Olá, {{contato}}.',
    '',
    'Este assunto é tratado por outra área da operadora. Encaminhamos o protocolo {{protocolo}} à equipe responsável; não é preciso abrir um novo contato.',
    ...signature,
  ]),
  answer('Glosa mantida após reanálise', 'faturamento', [
    'Olá, {{contato}}.',
    '',
    'Reanalisamos o item e a glosa foi mantida, pelo motivo a seguir:',
    '',
    'Guia: ',
    'Código da glosa: ',
    'Motivo: ',
    '',
    'Se não concordar, envie o recurso de glosa com a documentação que o sustenta.',
    ...signature,
  ]),
  answer('Glosa revertida, pagamento previsto', 'faturamento', [
    'Olá, {{contato}}.',
    '',
    'A glosa contestada por {{prestador}} foi revertida. O valor será pago no próximo ciclo e constará do demonstrativo de pagamento.',
    '',
    'Guia: ',
    'Valor: ',
    ...signature,
  ]),
  answer('Lote rejeitado: como reenviar', 'faturamento', [
    'Olá, {{contato}}.',
    '',
    'O lote foi rejeitado na validação do XML TISS. Corrija o ponto abaixo e envie um lote novo, com outra numeração:',
    '',
    'Lote: ',
    'Mensagem de rejeição: ',
    'Correção: ',
    ...signature,
  ]),
  answer('Guia autorizada', 'autorizacoes', [
    'Olá, {{contato}}.',
    '',
    'A guia foi autorizada. A senha e a validade já podem ser consultadas no portal.',
    '',
    'Guia: ',
    ...signature,
  ]),
  answer('OPME: cotações e relatório', 'autorizacoes', [
    'Olá, {{contato}}.',
    '',
    'Para a análise dos materiais, anexe ao protocolo {{protocolo}}:',
    '',
    '1. três cotações de fabricantes diferentes, com o registro na Anvisa;',
    '2. o relatório do médico assistente, com a justificativa;',
    '3. o laudo dos exames de imagem.',
    ...signature,
  ]),
  answer('Encaminhado à auditoria médica', 'autorizacoes', [
    'Olá, {{contato}}.',
    '',
    'O pedido está com a auditoria médica. O parecer será informado neste protocolo até {{prazo}}.',
    ...signature,
  ]),
  answer('Parecer da auditoria médica', 'auditoria', [
    'Olá, {{contato}}.',
    '',
    'Segue o parecer da auditoria médica sobre {{classificacao}}:',
    '',
    'Parecer: ',
    'Fundamentação: ',
    '',
    'O médico assistente pode pedir a conferência com o auditor por este mesmo protocolo.',
    ...signature,
  ]),
  answer('Atualização cadastral concluída', 'credenciamento', [
    'Olá, {{contato}}.',
    '',
    'O cadastro de {{prestador}} foi atualizado. A alteração aparece no guia da rede em até dois dias úteis.',
    ...signature,
  ]),
  answer('Dados bancários: documentos', 'credenciamento', [
    'Olá, {{contato}}.',
    '',
    'Para alterar os dados bancários, anexe a carta em papel timbrado assinada pelo representante legal e o comprovante da conta em nome da mesma pessoa jurídica.',
    ...signature,
  ]),
  answer('Acesso ao portal restabelecido', 'suporte', [
    'Olá, {{contato}}.',
    '',
    'O acesso foi restabelecido. Saia do portal, feche o navegador e entre novamente. Se o erro continuar, anexe uma imagem da tela com a mensagem completa.',
    ...signature,
  ]),
];
