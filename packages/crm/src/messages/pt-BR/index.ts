import { app } from './app.ts';
import { audit } from './audit.ts';
import { cannedAnswers } from './canned-answers.ts';
import { classifications } from './classifications.ts';
import { common } from './common.ts';
import { contactMethods } from './contact-methods.ts';
import { groups } from './groups.ts';
import { holidays } from './holidays.ts';
import { inbox } from './inbox.ts';
import { newProtocol } from './new-protocol.ts';
import { notifications } from './notifications.ts';
import { protocol } from './protocol.ts';

/**
 * The console's texts in Brazilian Portuguese, on top of those of `@fale-conosco/ui`: the source of truth for the shape of every
 * catalogue, one file a section.
 */
export const ptBR = {
  app,
  audit,
  cannedAnswers,
  classifications,
  common,
  contactMethods,
  groups,
  holidays,
  inbox,
  newProtocol,
  notifications,
  protocol,
};

/** The shape that every catalogue has. */
export type CrmMessages = typeof ptBR;
