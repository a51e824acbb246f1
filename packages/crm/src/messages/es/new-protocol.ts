import type { newProtocol as ptBR } from '../pt-BR/new-protocol.ts';

/** Texts of the form that opens a protocol for a provider, in Spanish. */
export const newProtocol: typeof ptBR = {
  title: 'Nuevo protocolo',
  intro: 'Registre el contacto que el prestador hizo por teléfono, correo u otro medio.',
  who: 'Quién está en contacto',
  subject: 'Asunto',
  content: 'Relato',
  chooseHint: 'Elija el asunto en el último nivel.',
  answeredBy: (group) => `Grupo responsable: ${group}`,
  visible: 'El prestador verá este protocolo en Fale conosco.',
  hidden: 'El prestador no verá este protocolo en Fale conosco.',
  hiddenByClassification: 'La clasificación no está marcada en “¿Se muestra en Fale conosco?”.',
  hiddenByMethod: (method) => `La forma de contacto “${method}” tiene “Fale Conosco” desactivado.`,
  visibilityLater:
    'Después de elegir la forma de contacto y el asunto, aquí verá si el prestador tendrá acceso.',
  failedTitle: 'El protocolo todavía no se registró',
  unknownTitle: 'Todavía no sabemos si el protocolo se registró',
  unknownText: 'La confirmación no llegó. Guarde de nuevo: el protocolo no se duplicará.',
  doneTitle: 'Protocolo registrado',
  doneText: 'Informe el número al prestador.',
  notSentTitle: 'El último cambio no se envió',
  notSentText: 'El protocolo ya se había registrado en el primer intento. Su texto:',
  openProtocol: 'Abrir protocolo',
  goToList: 'Ir a Abiertos',
  another: 'Registrar otro',
  unavailableTitle: 'Todavía no se pueden registrar protocolos',
  unavailableText: 'No hay clasificación ni forma de contacto activa en los registros.',
  noneOpenableTitle: 'Ningún asunto disponible para usted',
  noneOpenableText:
    'Ninguna clasificación activa es de los grupos que usted atiende. Hable con un administrador del CRM.',
};
