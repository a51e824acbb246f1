import type { Area } from '../conformance-case.ts';
import { accessLogCases } from './access-log.ts';
import { actionCases } from './actions.ts';
import { attachmentCases } from './attachments.ts';
import { authenticationCases } from './authentication.ts';
import { countCases } from './counts.ts';
import { creationCases } from './creation.ts';
import { deadlineCases } from './deadlines.ts';
import { eventCases } from './events.ts';
import { httpCases } from './http.ts';
import { idempotencyCases } from './idempotency.ts';
import { listCases } from './lists.ts';
import { numberCases } from './numbers.ts';
import { operatorCases } from './operator.ts';
import { ownershipCases } from './ownership.ts';
import { problemCases } from './problems.ts';
import { readCases } from './reading.ts';
import { receiptCases } from './receipts.ts';
import { replyCases } from './replies.ts';
import { searchCases } from './search.ts';
import { sessionCases } from './session.ts';
import { settingRuleCases } from './setting-rules.ts';
import { settingCases } from './settings.ts';
import { statusCases } from './status.ts';
import { threadCases } from './threads.ts';
import { uploadCases } from './uploads.ts';
import { versionCases } from './versions.ts';
import { visibilityCases } from './visibility.ts';

/** Every area, in the order of the report. */
export const areas: readonly Area[] = [
  sessionCases,
  authenticationCases,
  visibilityCases,
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
