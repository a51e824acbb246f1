import type { newProtocol as ptBR } from '../pt-BR/new-protocol.ts';

/** Texts of the form that opens a protocol for a provider, in English. */
export const newProtocol: typeof ptBR = {
  title: 'New protocol',
  intro: 'Register the contact that the provider made by telephone, e-mail or otherwise.',
  who: 'Who is in contact',
  subject: 'Subject',
  content: 'Account',
  chooseHint: 'Choose the subject on the last level.',
  answeredBy: (group) => `Responsible group: ${group}`,
  visible: 'The provider will see this protocol in Fale conosco.',
  hidden: 'The provider will not see this protocol in Fale conosco.',
  hiddenByClassification: 'The classification is not marked “Shown in Fale conosco?”.',
  hiddenByMethod: (method) => `The contact method “${method}” has “Fale Conosco” switched off.`,
  visibilityLater:
    'Once contact method and subject are chosen, you see here whether the provider has access.',
  failedTitle: 'The protocol has not been registered yet',
  unknownTitle: 'We do not know yet whether the protocol was registered',
  unknownText: 'The confirmation did not arrive. Save again: the protocol will not be doubled.',
  doneTitle: 'Protocol registered',
  doneText: 'Tell the provider the number.',
  notSentTitle: 'Your last change was not sent',
  notSentText: 'The protocol had been registered at the first try already. Your text:',
  openProtocol: 'Open protocol',
  goToList: 'Go to Open',
  another: 'Register another',
  unavailableTitle: 'Protocols cannot be registered yet',
  unavailableText: 'There is no active classification or contact method.',
  noneOpenableTitle: 'No subject is available to you',
  noneOpenableText:
    'No active classification belongs to the groups that you answer for. Ask a CRM administrator.',
};
