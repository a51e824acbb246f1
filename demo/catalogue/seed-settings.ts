import {
  demoAgents,
  demoCannedAnswers,
  demoClassifications,
  demoContactMethods,
  demoGroups,
  demoProviders,
  demoProviderUsers,
} from './catalogue.ts';
import { insertAll, type Tx } from './insert-all.ts';
import { DEMO_ISSUER } from './issuer.ts';

/** Fills the registers alone: providers, people, groups, contact methods, classifications, canned answers. */
export const seedSettings = async (tx: Tx): Promise<void> => {
  await insertAll(
    tx,
    'providers',
    demoProviders.map(({ id, name }) => ({ id, name })),
  );
  await insertAll(
    tx,
    'provider_users',
    demoProviderUsers.map(({ id, login, name, email, phone, providerId }) => ({
      id,
      name,
      email,
      phone,
      provider_id: providerId,
      issuer: DEMO_ISSUER,
      subject: login,
    })),
  );
  await insertAll(
    tx,
    'groups',
    demoGroups.map(({ id, name, email, active, accessesConfidential, managerId }) => ({
      id,
      name,
      email,
      active,
      accesses_confidential: accessesConfidential,
      manager_group_id: managerId,
    })),
  );
  await insertAll(
    tx,
    'agents',
    demoAgents.map(({ id, login, name, email, role }) => ({
      id,
      name,
      email,
      role,
      issuer: DEMO_ISSUER,
      subject: login,
    })),
  );
  await insertAll(
    tx,
    'group_members',
    demoAgents.flatMap(({ id, groupIds }) =>
      groupIds.map((groupId) => ({ agent_id: id, group_id: groupId })),
    ),
  );
  await insertAll(
    tx,
    'contact_methods',
    demoContactMethods.map((method) => ({
      id: method.id,
      description: method.description,
      active: method.active,
      mode: method.mode,
      receives_complaints: method.receivesComplaints,
      listed_in_api: method.listedInApi,
      shown_on_beneficiary_web: method.shownOnBeneficiaryWeb,
      fale_conosco: method.faleConosco,
      released_for_web: method.releasedForWeb,
    })),
  );
  await insertAll(tx, 'holidays', [
    { day: '2000-01-25', name: 'Aniversário de São Paulo', every_year: true },
    { day: '2000-07-09', name: 'Revolução Constitucionalista', every_year: true },
  ]);
  await insertAll(
    tx,
    'classifications',
    demoClassifications.map((node) => ({
      id: node.id,
      parent_id: node.parentId,
      name: node.name,
      position: node.order,
      active: node.active,
      group_id: node.groupId,
      shown_to_providers: node.shownToProviders,
      default_text: node.defaultText,
      help_text: node.helpText,
      attachment_required: node.attachmentRequired,
      deadline_business_days: node.deadlineBusinessDays,
      provider_deadline_business_days: node.providerDeadlineBusinessDays,
      reopen_window_days: node.reopenWindowDays,
    })),
  );
  await insertAll(
    tx,
    'canned_answers',
    demoCannedAnswers.map(({ groupId, ...answer }) => ({ ...answer, group_id: groupId })),
  );
};
