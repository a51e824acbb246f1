import type { Area } from '../conformance-case.ts';
import { accessLogCases, actionCases, versionCases } from './actions.ts';
import { attachmentCases } from './attachments.ts';
import { authenticationCases } from './authentication.ts';
import { creationCases } from './creation.ts';
import { deadlineCases } from './deadlines.ts';
import { eventCases } from './events.ts';
import { gateCases } from './gates.ts';
import { idempotencyCases } from './idempotency.ts';
import { listCases } from './lists.ts';
import { numberCases } from './numbers.ts';
import { operatorCases, replyCases } from './operator.ts';
import { ownershipCases } from './ownership.ts';
import { httpCases, problemCases } from './problems.ts';
import { countCases, searchCases } from './search.ts';
import { sessionCases } from './session.ts';
import { settingCases, settingRuleCases } from './settings.ts';
import { receiptCases, statusCases } from './status.ts';
import { readCases, threadCases } from './threads.ts';
import { uploadCases } from './uploads.ts';

/** Every area, in the order of the report. */
export const areas: readonly Area[] = [
  sessionCases,
  authenticationCases,
  gateCases,
  creationCases,
  numberCases,
  ownershipCases,
  listCases,
  searchCases,
  countCases,
  threadCases,
  readCases,
  statusCases,
  receiptCases,
  idempotencyCases,
  uploadCases,
  attachmentCases,
  eventCases,
  problemCases,
  httpCases,
  deadlineCases,
  operatorCases,
  replyCases,
  actionCases,
  versionCases,
  accessLogCases,
  settingCases,
  settingRuleCases,
];
