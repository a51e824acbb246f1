import type { CrmClassification, NewClassification } from '@fale-conosco/contract';
import type { CrmMessages } from '../messages/index.ts';
import type { Choice } from '../shared/settings/entity-fields.ts';
import type { ClassificationTree } from './classification-tree.ts';

/** A field of the form. */
export type Field = keyof NewClassification;
/** The lower tabs of the form. */
export type LowerTab = 'details' | 'extra';

/** The lower tabs as they stand. */
export const LOWER_TABS: readonly LowerTab[] = ['details', 'extra'];

/** The fields that stand under the lower tabs; all others stand above them. */
export const FIELDS_OF: Readonly<Record<LowerTab, readonly Field[]>> = {
  details: [
    'defaultText',
    'helpText',
    'attachmentRequired',
    'deadlineBusinessDays',
    'providerDeadlineBusinessDays',
    'reopenWindowDays',
  ],
  extra: ['shownToProviders'],
};

/** The lower tab under which a field stands. */
export const tabOf = (field: Field): LowerTab | undefined =>
  LOWER_TABS.find((tab) => FIELDS_OF[tab].includes(field));

/** The values of a new root; without an order it becomes the last one. */
export const BLANK: NewClassification = {
  name: '',
  parentId: null,
  order: undefined,
  active: true,
  groupId: null,
  shownToProviders: false,
  defaultText: null,
  helpText: null,
  attachmentRequired: false,
  deadlineBusinessDays: null,
  providerDeadlineBusinessDays: null,
  reopenWindowDays: null,
};

/** A node as the form holds it. */
export const inputOf = ({
  id: _id,
  version: _version,
  hasProtocols: _hasProtocols,
  canOpen: _canOpen,
  group,
  ...fields
}: CrmClassification): NewClassification => ({ ...fields, groupId: group?.id ?? null });

/** The positions of a node among its siblings; the empty one is the last position at the time of saving. */
export const positionChoices = (
  tree: ClassificationTree,
  { parentId, order }: NewClassification,
  id: string | undefined,
  words: CrmMessages['classifications'],
): Choice[] => {
  const siblings = tree.siblings(parentId, id);
  return [words.first, ...siblings.map(({ classification }) => words.after(classification.name))].map(
    (label, index) => [index === siblings.length && order === undefined ? '' : String(index), label],
  );
};

/** The active groups, and the present one even if it is inactive. */
export const groupChoices = (tree: ClassificationTree, groupId: string | null, inactive: string): Choice[] =>
  tree.groups
    .filter(({ id, active }) => active || id === groupId)
    .map(({ id, name, active }) => [id, active ? name : `${name} (${inactive})`]);
