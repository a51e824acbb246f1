import * as z from 'zod/mini';
import { email, id, namedRef, openEnum, personName, plainText, version } from '../primitives.ts';

const ids = z.array(id).check(z.maxLength(1000, 'too_many'));

/** A team that answers for classifications. */
export const groupSchema = z.object({
  id,
  name: z.string(),
  /** The group whose people supervise this one: they see its protocols too. */
  managerGroup: z.nullable(namedRef),
  /** Told of each new protocol. */
  email: z.nullable(z.string()),
  /** Situation. */
  active: z.boolean(),
  /** `Acessa dados sob sigilo` */
  accessesConfidential: z.boolean(),
  /** Agents who belong to it. */
  memberIds: z.array(id),
  /** Last levels that it answers for. */
  classificationIds: z.array(id),
  version,
});
export type Group = z.infer<typeof groupSchema>;

/** All of them. */
export const groupListSchema = z.object({ items: z.array(groupSchema) });
export type GroupList = z.infer<typeof groupListSchema>;

/** A new group. */
export const newGroupSchema = z.strictObject({
  name: plainText(120),
  managerGroupId: z.nullable(id),
  email: z.nullable(email),
  active: z.boolean(),
  accessesConfidential: z.boolean(),
  memberIds: ids,
  /** Those named come to this group from another; those no longer named are left without one, unless providers see them. */
  classificationIds: ids,
});
export type NewGroup = z.infer<typeof newGroupSchema>;

/** What changes of a group. */
export const groupChangesSchema = z.partial(newGroupSchema);
export type GroupChanges = z.infer<typeof groupChangesSchema>;

/** What the operator's people may be. */
export const AGENT_ROLES = ['agent', 'admin'] as const;

/** An employee of the operator who may sign in to the CRM. */
export const agentSchema = z.object({
  id,
  /** Who vouches for the person, and under which name: `iss` and `sub` of the tokens. */
  issuer: z.string(),
  subject: z.string(),
  name: z.string(),
  email: z.nullable(z.string()),
  role: openEnum(AGENT_ROLES),
  active: z.boolean(),
  groupIds: z.array(id),
  version,
});
export type Agent = z.infer<typeof agentSchema>;

/** All of them, by name. */
export const agentListSchema = z.object({ items: z.array(agentSchema) });
export type AgentList = z.infer<typeof agentListSchema>;

/** A new employee. */
export const newAgentSchema = z.strictObject({
  issuer: plainText(250),
  subject: plainText(250),
  name: personName,
  email: z.nullable(email),
  role: z.enum(AGENT_ROLES, 'invalid_choice'),
  active: z.boolean(),
});
export type NewAgent = z.infer<typeof newAgentSchema>;

/** What changes of an employee. */
export const agentChangesSchema = z.partial(z.omit(newAgentSchema, { issuer: true, subject: true }));
export type AgentChanges = z.infer<typeof agentChangesSchema>;
