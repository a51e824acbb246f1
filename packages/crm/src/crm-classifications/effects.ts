import type { CrmClassification, NewClassification } from '@fale-conosco/contract';
import { flattenTree } from '@fale-conosco/ui';
import type { CrmMessages } from '../messages/index.ts';
import type { ClassificationTree } from './classification-tree.ts';

/**
 * The effects of saving a form beyond its fields, as far as they are known here: on providers, on existing protocols, and on
 * neighbouring nodes.
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
  const ancestors = tree.selfAndAncestors(values.parentId).map(({ classification }) => classification);
  const inactiveAncestor = ancestors.find(({ active }) => !active);
  const effects: string[] = [];
  const add = (when: boolean | undefined, text: string): void => {
    if (when) effects.push(text);
  };

  const shown = leaf && values.active && values.shownToProviders;
  const wanted = shown && tree.isActiveGroup(values.groupId);
  // The server rejects a shown leaf without an active group: then nothing changes for providers.
  const rejected = shown && !wanted;
  const offered = node !== undefined && tree.isOffered(node);
  add(wanted && !inactiveAncestor && !offered, words.offered);
  add(offered && !rejected && (!wanted || inactiveAncestor !== undefined), words.withdrawn);
  if (inactiveAncestor) add(wanted, words.waits(inactiveAncestor.name));

  const parent = tree.find(values.parentId);
  const moved = entry !== undefined && values.parentId !== entry.parentId;
  if (parent && parent.children.length === 0) add(true, words.parentOpens(parent.classification.name));
  if (!entry || !node) return effects;

  const leavesBelow = tree.leavesBelow(node).filter((each) => tree.isOffered(each)).length;
  add(
    leavesBelow > 0 && (!values.active || inactiveAncestor !== undefined),
    words.withdrawnBelow(leavesBelow),
  );
  if (moved) {
    const left = tree.find(entry.parentId);
    if (left?.children.length === 1) add(true, words.parentCloses(left.classification.name));
    const below = flattenTree(node.children).length;
    add(below > 0, words.movesBelow(below));
  }
  if (!entry.hasProtocols) return effects;

  const hides = values.shownToProviders !== entry.shownToProviders;
  add(hides, values.shownToProviders ? words.protocolsShown : words.protocolsHidden);
  add(entry.active && !values.active && !hides, words.protocolsStay);
  add(moved, words.pathStays);
  add(values.groupId !== (entry.group?.id ?? null), words.groupStays);
  add(
    values.deadlineBusinessDays !== entry.deadlineBusinessDays ||
      values.providerDeadlineBusinessDays !== entry.providerDeadlineBusinessDays,
    words.deadlineLater,
  );
  add(values.reopenWindowDays !== entry.reopenWindowDays, words.reopenNow);
  return effects;
};
