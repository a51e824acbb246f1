import type { EmailTexts } from './email-texts.ts';

/** Portuguese of Brazil, the default. */
export const ptBR: EmailTexts = {
  newProtocol: {
    subject: 'Novo protocolo {number}',
    sentence: 'Um novo protocolo chegou para o grupo {group}.',
  },
  answered: {
    subject: 'Protocolo {number}: nova resposta',
    sentence: '{operator} respondeu ao seu contato.',
  },
  asked: {
    subject: 'Protocolo {number}: aguardando sua resposta',
    sentence: '{operator} precisa de uma informação sua para continuar.',
  },
  closed: {
    subject: 'Protocolo {number}: atendimento finalizado',
    sentence: '{operator} finalizou o atendimento do seu contato.',
  },
  protocol: 'Protocolo {number}',
  openInCrm: 'Abra o protocolo no CRM.',
  openInPortal: 'Abra o protocolo em Fale conosco, no portal do prestador.',
  footer:
    'Mensagem automática; não responda. Por segurança, o conteúdo do protocolo não é enviado por e-mail.',
};
