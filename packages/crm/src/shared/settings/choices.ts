import type { CrmMessages } from '../../messages/index.ts';
import type { Choice } from './entity-fields.ts';

/** Entities as choices, by name; inactive ones are marked. */
export const choicesOf = (
  entries: readonly { id: string; name: string; active: boolean }[],
  texts: CrmMessages,
): Choice[] =>
  entries.map(({ id, name, active }) => [id, active ? name : texts.common.inactiveNamed(name)] as const);
