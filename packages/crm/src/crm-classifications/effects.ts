import type { CrmClassification, NewClassification } from '@fale-conosco/contract';
import { flattenTree } from '@fale-conosco/ui';
import type { CrmMessages } from '../messages/index.ts';
import type { ClassificationTree } from './classification-tree.ts';

/**
 * What saving a form does beyond its fields, as far as is known here: to providers, to protocols that are there, to the
 * nodes around.
 *
 * @param entry undefined: a new node
 */
export const effectsOf = (
  tree: ClassificationTree,
  entry: CrmClassification | undefined,
  values: NewClassification,
  { effect: words }: CrmMessages['classifications'],
): string[] => {
  const node = tree.find(entry?.id);
  const leaf = !node || node.children.length === 0;
  const above = tree.selfAndAncestors(values.parentId).map(({ classification }) => classification);
  const inactiveAncestor = above.find(({ active }) => !active);
  const told: string[] = [];
  const tell = (when: boolean | undefined, text: string): void => {
    if (when) told.push(text);
  };

  const shown = leaf && values.active && values.shownToProviders;
  const wanted = shown && tree.isActiveGroup(values.groupId);
  // Shown without an active group is refused: then nothing happens to providers.
  const refused = shown && !wanted;
  const offered = node !== undefined && tree.isOffered(node);
  tell(wanted && !inactiveAncestor && !offered, words.offered);
  tell(offered && !refused && (!wanted || inactiveAncestor !== undefined), words.withdrawn);
  if (inactiveAncestor) tell(wanted, words.waits(inactiveAncestor.name));

  const parent = tree.find(values.parentId);
  const moved = entry !== undefined && values.parentId !== entry.parentId;
  if (parent && parent.children.length === 0) tell(true, words.parentOpens(parent.classification.name));
  if (!entry || !node) return told;

  const leavesBelow = tree.leavesBelow(node).filter((each) => tree.isOffered(each)).length;
  tell(
    leavesBelow > 0 && (!values.active || inactiveAncestor !== undefined),
    words.withdrawnBelow(leavesBelow),
  );
  if (moved) {
    const left = tree.find(entry.parentId);
    if (left?.children.length === 1) tell(true, words.parentCloses(left.classification.name));
    const below = flattenTree(node.children).length;
    tell(below > 0, words.movesBelow(below));
  }
  if (!entry.hasProtocols) return told;

  const hides = values.shownToProviders !== entry.shownToProviders;
  tell(hides, values.shownToProviders ? words.protocolsShown : words.protocolsHidden);
  tell(entry.active && !values.active && !hides, words.protocolsStay);
  tell(moved, words.pathStays);
  tell(values.groupId !== (entry.group?.id ?? null), words.groupStays);
  tell(
    values.deadlineBusinessDays !== entry.deadlineBusinessDays ||
      values.providerDeadlineBusinessDays !== entry.providerDeadlineBusinessDays,
    words.deadlineLater,
  );
  tell(values.reopenWindowDays !== entry.reopenWindowDays, words.reopenNow);
  return told;
};
