import type { groups as ptBR } from '../pt-BR/groups.ts';

/** Texts of the settings screens of groups and agents in English. */
export const groups: typeof ptBR = {
  list: {
    title: 'Groups',
    intro: 'The teams that answer protocols, and who belongs to each.',
    newEntry: 'New group',
    emptyTitle: 'No group',
    emptyText: 'Without a responsible group no classification can be shown to providers.',
  },
  fields: {
    name: 'Name',
    managerGroupId: 'Manager group',
    email: 'Group e-mail',
    active: 'Situation',
    accessesConfidential: 'Accesses confidential data',
    memberIds: 'Users',
    classificationIds: 'Classifications',
  },
  managerHint: 'Whoever belongs to the manager group sees the protocols of this group too.',
  emailHint: 'Told of each new protocol.',
  confidentialHint: 'Yes: sees the messages and attachments that are marked confidential.',
  membersHint: 'Whoever joins begins to see the group’s protocols; whoever leaves no longer sees them.',
  noAgents: (path) => `There are no users yet. Register them in ${path}.`,
  classificationsHint: (path) => `They are set in ${path}, on the last level.`,
  noClassifications: 'This group does not answer for any classification yet.',
  hidden: 'not shown to providers',
  shownWithIt:
    'This group answers for classifications that are shown to providers. Hand them over to another group before you deactivate it.',
  cycle: 'The chosen group is managed by this one and cannot be its manager.',
  agents: {
    list: {
      title: 'Users',
      intro:
        'The operator’s people who sign in to the CRM. Those who leave are deactivated; what they did stays on record.',
      newEntry: 'New user',
      emptyTitle: 'No user',
      emptyText: 'Register who will answer protocols.',
    },
    fields: {
      issuer: 'Access issuer',
      subject: 'Identification at the issuer',
      name: 'Name',
      email: 'E-mail',
      role: 'Role',
      active: 'Situation',
    },
    role: { agent: 'Agent', admin: 'CRM administrator' },
    roleHint: 'Administrators also keep the settings.',
    activeHint: 'An inactive user cannot enter the CRM, not even where already signed in.',
    access: 'Access',
    accessHint:
      'How the operator’s sign-in recognises the person: iss and sub of the token. They do not change once saved.',
    groups: 'Groups',
    noGroups: 'No group: sees no protocol yet.',
    groupsHint: (path) => `They are set in ${path}.`,
    ownRole: 'You cannot take the role of administrator from yourself. Ask another administrator.',
    ownSituation: 'You cannot deactivate yourself. Ask another administrator.',
  },
};
