import type { Area } from '../conformance-case.ts';
import { attachmentCases } from './attachments.ts';
import { authenticationCases } from './authentication.ts';
import { creationCases } from './creation.ts';
import { gateCases } from './gates.ts';
import { idempotencyCases } from './idempotency.ts';
import { listCases } from './lists.ts';
import { numberCases } from './numbers.ts';
import { ownershipCases } from './ownership.ts';
import { countCases, searchCases } from './search.ts';
import { sessionCases } from './session.ts';
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
];
