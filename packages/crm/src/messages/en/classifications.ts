import { plurals } from '@fale-conosco/ui';
import type { classifications as ptBR } from '../pt-BR/classifications.ts';

const { count } = plurals('en');

/** Texts of the settings screen of classifications in English. */
export const classifications: typeof ptBR = {
  title: 'Classifications',
  intro: 'The subjects of contacts, as a tree. Only the last level can be chosen for a protocol.',
  find: 'Search classifications',
  found: (value) => count(value, 'classification found', 'classifications found'),
  newRoot: 'New classification',
  newInside: 'New one inside this',
  insideOf: (path) => `Inside ${path}`,
  atRoot: 'On the first level',
  expandAll: 'Expand all',
  collapseAll: 'Collapse all',
  below: (name) => `Classifications inside “${name}”`,
  shown: 'Shown in Fale conosco',
  lacksGroup: 'No group',
  active: 'Active',
  inactive: 'Inactive',
  emptyTitle: 'No classifications',
  emptyText: 'Without classifications nobody can open protocols. Begin with the subjects of the first level.',
  chooseTitle: 'Choose a classification',
  chooseText: 'Open a classification of the tree to see and change it.',
  backToTree: 'Back to the tree',
  upperTabs: 'Classification',
  lowerTabs: 'More of the classification',
  tab: {
    entry: 'Classification record',
    details: 'Texts and deadlines',
    extra: 'Additional data',
  },
  hasErrors: '(with an error)',
  webPrestador: 'Web Prestador',
  deadlines: 'Deadlines',
  fields: {
    name: 'Name',
    parentId: 'Parent classification',
    order: 'Order',
    active: 'Situation',
    groupId: 'Responsible group',
    shownToProviders: 'Shown in Fale conosco?',
    defaultText: 'Default text',
    helpText: 'Help text',
    attachmentRequired: 'Attachment required',
    deadlineBusinessDays: 'Deadline for the answer, in business days',
    providerDeadlineBusinessDays: 'Deadline for the provider, in business days',
    reopenWindowDays: 'Reopening window, in days',
  },
  noParent: 'None (first level)',
  first: 'First',
  after: (name) => `After “${name}”`,
  noGroup: 'None',
  hint: {
    group: 'Gets the protocols of this classification. Required while it is shown in Fale conosco.',
    groupAbove: 'The group is set on the last level. This classification has others inside it.',
    shown: 'Yes: providers can choose this classification, and its protocols are listed in Fale conosco.',
    shownAbove: (shown, total) =>
      `It has others inside: it appears while any of them appears (now ${shown} of ${total}). The answer here counts for protocols of the classification itself, and when it is a last level again.`,
    defaultText: 'Written into the message when this classification is chosen.',
    helpText: 'Appears beside the form.',
    deadline: 'From the registration to the operator’s answer. Empty: no deadline.',
    providerDeadline: 'For the provider to answer what the operator asks. Empty: no deadline.',
    reopen: 'For how many days a reply reopens a closed protocol. Empty: never.',
    presets:
      'The deadlines of RN 623/2024 are those for answering a beneficiary, and serve as a reference. For glosas RN 503/2022 asks for the same time on both sides; how many days is the contract’s.',
  },
  presets: 'Fill in a deadline of reference',
  preset: {
    rn623_care: 'Request of care',
    rn623_high_complexity: 'High complexity or elective admission',
    rn623_other: 'Not about care',
    rn503_glosa: 'Glosa, on each side',
  },
  effects: 'When you save',
  effect: {
    offered: 'Providers will be able to choose this classification.',
    withdrawn: 'Providers will no longer be able to choose this classification.',
    withdrawnBelow: (value) =>
      `Providers will no longer be able to choose ${count(value, 'classification that is', 'classifications that are')} inside this one.`,
    waits: (name) => `Providers can choose it only when “${name}” is active again.`,
    protocolsHidden:
      'The protocols of this classification leave the providers’ list. Nothing is deleted: with “Yes” they come back.',
    protocolsShown:
      'The protocols of this classification will be listed to providers, as far as their contact method allows.',
    protocolsStay: 'The protocols that it has stay as they are.',
    parentOpens: (name) => `“${name}” will no longer be a last level: only what is inside it can be chosen.`,
    parentCloses: (name) => `“${name}” will have nothing inside and be a last level again.`,
    movesBelow: (value) =>
      `${count(value, 'classification inside this one moves', 'classifications inside this one move')} along.`,
    pathStays: 'Protocols that are there keep the path as it read on the day.',
    groupStays: 'Protocols that are there stay with the present group.',
    deadlineLater: 'The new deadlines count for the next protocols.',
    reopenNow: 'The new window counts for closed protocols, too.',
  },
  keptForProtocols:
    'It has protocols, so it cannot be deleted. To take it out of use, set its situation to Inactive.',
  keptForBelow: 'To delete it, move or delete what is inside it first.',
  goneTitle: 'Somebody else deleted this classification',
  goneText: 'What is in the form is still here.',
  recreate: 'Create it again with this data',
};
