import type { CrmMessages } from '../pt-BR/index.ts';
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

/** The console's texts in English. */
export const en: CrmMessages = {
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
