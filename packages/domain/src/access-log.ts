import type {
  AccessAction,
  CrmProtocolListQuery,
  ProtocolListQuery,
  ReadPurpose,
} from '@fale-conosco/contract';
import { plainWords } from './search-terms.ts';

/** How long a visit lasts from the record that begins it; within it the same reading leaves no other one. */
export const VISIT_MINUTES = 30;

// A list that is open reads its rows again and again, an open thread its messages: once a visit says it.
const COVERED_BY: Partial<Record<AccessAction, readonly AccessAction[]>> = {
  'protocol.view': ['protocol.view'],
  'protocol.read': ['protocol.view', 'protocol.read'],
  'protocol.row': ['protocol.view', 'protocol.read', 'protocol.row'],
  'messages.read': ['messages.read'],
  'attachment.view': ['attachment.view'],
};

/**
 * The actions that already say what this one would, when the same person did one of them in the same visit. Receipts and
 * downloads are each recorded: what was taken away twice was taken away twice.
 */
export const actionsCovering = (action: AccessAction): readonly AccessAction[] => COVERED_BY[action] ?? [];

/** What reading a protocol is in the access log. Who does not say why has not viewed it, and has read it. */
export const readingAction = (purpose: ReadPurpose | undefined): AccessAction =>
  purpose === undefined ? 'protocol.read' : `protocol.${purpose}`;

/** A list as the access log keeps it. */
export interface ListAccess {
  action: 'protocol.list' | 'protocol.search';
  /** What narrowed and ordered it, the search apart: none of it is personal data. */
  filters: Record<string, unknown>;
  /** What was searched for, without case and accents. May name a person, so it is not kept as it is. */
  words: string[];
}

/** Says of a list what the access log keeps: the same for each of its pages. */
export const describeList = ({
  search = '',
  cursor: _,
  limit: __,
  ...filters
}: ProtocolListQuery & CrmProtocolListQuery): ListAccess => {
  const words = [...new Set(plainWords(search))].sort();
  const kept = Object.entries(filters).filter(([, value]) => value !== undefined);
  return {
    action: words.length > 0 ? 'protocol.search' : 'protocol.list',
    filters: Object.fromEntries(kept.sort(([one], [other]) => (one < other ? -1 : 1))),
    words,
  };
};
