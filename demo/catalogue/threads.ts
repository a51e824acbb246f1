import type { Conversation } from './conversation.ts';
import { authorisationConversations } from './threads-authorisation.ts';
import { billingConversations } from './threads-billing.ts';
import { networkConversations } from './threads-network.ts';
import { portalConversations } from './threads-portal.ts';

/** Conversations by the `subject` of a classification leaf. */
export const conversations: Readonly<Record<string, Conversation>> = {
  ...billingConversations,
  ...authorisationConversations,
  ...networkConversations,
  ...portalConversations,
};

/** The provider asks how things stand; fits any subject. */
export const chases: readonly string[] = [
  'Há alguma posição sobre este protocolo? O registro é de {registro}.',
  'Conseguem nos dar uma previsão? Aguardamos desde {registro}.',
  'Por gentileza, peço retorno. A pendência continua do nosso lado.',
  'Reforço o pedido de {registro}. Se faltar algum dado, basta avisar.',
  'Ainda sem retorno por aqui. Podem verificar com a área responsável?',
  'Sabem dizer se este caso já foi distribuído para alguém da equipe?',
  'Preciso informar a nossa diretoria até {prazoCurto}. Há como adiantar a resposta?',
];

/** The operator confirms that somebody has the case; fits any subject. */
export const acknowledgements: readonly string[] = [
  'Recebemos o registro e iniciamos a análise. Retornamos até {prazo}.',
  'Protocolo em análise com a equipe de {grupo}. Previsão de retorno: {prazo}.',
  'Estou com o seu caso. Vou levantar o histórico e volto a escrever até {prazo}.',
  'Registro recebido. Caso falte algum documento, pediremos por aqui mesmo.',
  'Encaminhado para conferência interna. Prazo previsto: {prazo}.',
];

/** The operator answers somebody who asks how things stand. */
export const reassurances: readonly string[] = [
  'Pedimos desculpas pela demora. O caso está na fila de hoje e terá retorno até {prazoCurto}.',
  'Continua em análise. Cobrei a área responsável e a nova previsão é {prazoCurto}.',
  'Entendo a urgência. Dei prioridade ao protocolo e retorno até {prazoCurto}.',
  'A conferência ainda não terminou; a previsão atualizada é {prazoCurto}.',
];

/** The operator reminds of a question without answer, then closes. */
export const unansweredClosings: readonly string[] = [
  'Como não houve resposta à solicitação acima, encerramos o protocolo. Havendo interesse, basta responder por aqui dentro do prazo de reabertura.',
  'Protocolo finalizado por falta de retorno. Quando tiver a documentação, responda a este contato ou registre um novo.',
  'Sem a informação pedida não foi possível concluir a análise. Finalizamos este contato; ele pode ser reaberto com uma resposta.',
];

/** The provider opens a conversation by a greeting, or by none. */
export const greetings: readonly string[] = [
  '{saudacao},',
  '{saudacao}.',
  '{saudacao}, tudo bem?',
  'Prezados,',
  'Olá,',
  '',
  '',
];

/** The operator's greetings. */
export const operatorGreetings: readonly string[] = [
  '{saudacao}, {destinatario}.',
  '{saudacao}.',
  'Prezado prestador,',
  'Olá, {destinatario}.',
  '',
  '',
];

/** Ends of a provider's message. */
export const providerClosings: readonly string[] = [
  'Att.,\n{nome}',
  'Atenciosamente,\n{nome}\n{prestador}',
  '{grato},\n{nome}',
  '{grato}.',
  'Aguardo retorno.',
  'No aguardo, {nome}.',
  '',
  '',
  '',
];

/** Ends of an operator's message. */
export const operatorClosings: readonly string[] = [
  'Atenciosamente,\n{nome}\n{grupo}',
  'Att.,\n{nome}',
  'Ficamos à disposição.',
  '{nome} | {grupo}',
  '',
  '',
  '',
];
