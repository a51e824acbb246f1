import type { EmailTexts } from './email-texts.ts';

/** Spanish. */
export const es: EmailTexts = {
  newProtocol: {
    subject: 'Nuevo protocolo {number}',
    sentence: 'Llegó un nuevo protocolo para el grupo {group}.',
  },
  answered: {
    subject: 'Protocolo {number}: nueva respuesta',
    sentence: '{operator} respondió a su contacto.',
  },
  asked: {
    subject: 'Protocolo {number}: a la espera de su respuesta',
    sentence: '{operator} necesita una información suya para continuar.',
  },
  closed: {
    subject: 'Protocolo {number}: atención finalizada',
    sentence: '{operator} finalizó la atención de su contacto.',
  },
  protocol: 'Protocolo {number}',
  openInCrm: 'Abra el protocolo en el CRM.',
  openInPortal: 'Abra el protocolo en Fale conosco, en el portal del prestador.',
  footer:
    'Mensaje automático; no responda. Por seguridad, el contenido del protocolo no se envía por correo electrónico.',
};
