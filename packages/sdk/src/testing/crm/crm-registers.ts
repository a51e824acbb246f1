import type {
  Agent,
  CannedAnswer,
  CrmClassification,
  CrmContactMethod,
  Group,
  Holiday,
  NewAgent,
  NewCannedAnswer,
  NewClassification,
  NewContactMethod,
  NewGroup,
  NewHoliday,
  NewProvider,
  NewWebhook,
  Provider,
  UnlocalizedIssue,
  Webhook,
} from '@fale-conosco/contract';
import { holidaysOf, localDate } from '../business-days.ts';
import type { TestClassification, TestGroup } from '../registers.ts';
import { fold, type TestState } from '../state.ts';
import { TestRegister } from './test-register.ts';

/** Who changes registers. */
export type Actor = () => { id: string; name: string; role: string; groupIds: readonly string[] };

type Ref = { id: string; name: string } | null;

const issue = (path: string, code: UnlocalizedIssue['code']): UnlocalizedIssue => ({ path, code });

const byName = <Item>(items: readonly Item[], nameOf: (item: Item) => string): Item[] =>
  [...items].sort((a, b) => nameOf(a).localeCompare(nameOf(b), 'pt-BR'));

const taken = <Item extends { id: string }>(
  items: readonly Item[],
  id: string | null,
  nameOf: (item: Item) => string,
  name: string,
): boolean => items.some((item) => item.id !== id && fold(nameOf(item)).trim() === fold(name).trim());

/** Puts an entry in the place of the one with its id, or at the end. */
const put = <Item extends { id: string }>(items: Item[], entry: Item): void => {
  const index = items.findIndex(({ id }) => id === entry.id);
  if (index < 0) items.push(entry);
  else items[index] = entry;
};

const removeFrom = <Item extends { id: string | null }>(items: Item[], id: string): void => {
  const index = items.findIndex((item) => item.id === id);
  if (index >= 0) items.splice(index, 1);
};

/** Makes the registers of the in-memory client over what it keeps. */
export const makeRegisters = (state: TestState, actor: Actor) => {
  const { registers } = state;
  const groupRef = (id: string | null): Ref => {
    const group = registers.groups.find((candidate) => candidate.id === id);
    return group ? { id: group.id, name: group.name } : null;
  };
  const activeGroup = (id: string | null): boolean =>
    registers.groups.some((group) => group.active && group.id === id);
  /** Whether the signed-in agent can open protocols of this group: an active one in its reach, for an admin any active one. */
  const reaches = (id: string | null): boolean =>
    id !== null && activeGroup(id) && actor().groupIds.includes(id);
  const inActiveLine = ({ parentId, active }: TestClassification): boolean => {
    const parent = state.classification(parentId);
    return active && (!parent || inActiveLine(parent));
  };
  const siblings = (parentId: string | null) =>
    registers.classifications.filter((node) => node.parentId === parentId).sort((a, b) => a.order - b.order);

  const classifications = new TestRegister<CrmClassification, NewClassification>(state, actor, {
    entity: 'classification',
    newId: () => state.nextId('cls-new'),
    list: () =>
      registers.classifications.map((node) => ({
        ...node,
        order: siblings(node.parentId).findIndex(({ id }) => id === node.id),
        group: groupRef(node.group?.id ?? null),
        hasProtocols: state.protocols.some(({ classification }) => classification.id === node.id),
        canOpen: state.isLeaf(node.id) && inActiveLine(node) && reaches(node.group?.id ?? null),
      })),
    fieldsOf: ({ id: _id, group, hasProtocols: _has, canOpen: _can, version: _version, ...fields }) => ({
      ...fields,
      groupId: group?.id ?? null,
    }),
    nameOf: ({ name }) => name,
    check: (id, before, after) => {
      const issues: UnlocalizedIssue[] = [];
      if (after.parentId !== null) {
        if (!state.classification(after.parentId)) issues.push(issue('parentId', 'not_available'));
        else if (id !== null && state.isBelow(after.parentId, id)) issues.push(issue('parentId', 'cycle'));
      }
      if (taken(siblings(after.parentId), id, ({ name }) => name, after.name)) {
        issues.push(issue('name', 'already_taken'));
      }
      const isShown = (fields: NewClassification): boolean => fields.active && fields.shownToProviders;
      const groupChanges = before?.groupId !== after.groupId;
      const needsGroup =
        (groupChanges || !before || !isShown(before)) && isShown(after) && (id === null || state.isLeaf(id));
      if (after.groupId === null) {
        if (needsGroup) issues.push(issue('groupId', 'required'));
      } else if ((groupChanges || needsGroup) && !activeGroup(after.groupId)) {
        issues.push(issue('groupId', 'not_available'));
      }
      return issues;
    },
    write: (id, { groupId, order, ...fields }, version, set) => {
      const known = state.classification(id);
      const others = siblings(fields.parentId).filter((node) => node.id !== id);
      // Moved elsewhere without a word on where: the last one. Otherwise the siblings make room.
      const moved = known !== undefined && known.parentId !== fields.parentId && set.order === undefined;
      const place = moved ? others.length : Math.min(order ?? others.length, others.length);
      const node = { ...fields, id, order: place, group: groupRef(groupId), version };
      put(registers.classifications, node);
      others.toSpliced(place, 0, node).forEach((sibling, index) => {
        sibling.order = index;
      });
    },
    remove: (id) => removeFrom(registers.classifications, id),
    inUse: ({ id, hasProtocols }) => hasProtocols || !state.isLeaf(id),
  });

  const contactMethods = new TestRegister<CrmContactMethod, NewContactMethod>(state, actor, {
    entity: 'contact_method',
    newId: () => state.nextId('met-new'),
    list: () => byName(registers.contactMethods, ({ description }) => description),
    fieldsOf: ({ id: _id, version: _version, ...fields }) => fields as NewContactMethod,
    nameOf: ({ description }) => description,
    check: (id, _before, after) =>
      taken(registers.contactMethods, id, ({ description }) => description, after.description)
        ? [issue('description', 'already_taken')]
        : [],
    write: (id, fields, version) => put(registers.contactMethods, { ...fields, id, version }),
  });

  const leavesOf = (groupId: string): string[] =>
    registers.classifications
      .filter(({ id, group }) => group?.id === groupId && state.isLeaf(id))
      .map(({ id }) => id)
      .sort();
  const toGroup = (group: TestGroup): Group => ({
    ...group,
    managerGroup: groupRef(group.managerGroup?.id ?? null),
    memberIds: registers.agents
      .filter(({ groupIds }) => groupIds.includes(group.id))
      .map(({ id }) => id)
      .sort(),
    classificationIds: leavesOf(group.id),
  });
  const manages = (id: string, other: string | null): boolean =>
    other !== null &&
    (id === other ||
      manages(id, registers.groups.find((group) => group.id === other)?.managerGroup?.id ?? null));
  const shown = (leafId: string): boolean => {
    const node = state.classification(leafId);
    return Boolean(node?.active && node.shownToProviders);
  };

  const groups = new TestRegister<Group, NewGroup>(state, actor, {
    entity: 'group',
    newId: () => state.nextId('grp-new'),
    list: () => byName(registers.groups, ({ name }) => name).map(toGroup),
    fieldsOf: ({ id: _id, version: _version, managerGroup, ...fields }) => ({
      ...fields,
      managerGroupId: managerGroup?.id ?? null,
    }),
    nameOf: ({ name }) => name,
    check: (id, before, after) => {
      const issues: UnlocalizedIssue[] = [];
      if (taken(registers.groups, id, ({ name }) => name, after.name)) {
        issues.push(issue('name', 'already_taken'));
      }
      if (after.managerGroupId !== null) {
        if (!groupRef(after.managerGroupId)) issues.push(issue('managerGroupId', 'not_available'));
        else if (id !== null && manages(id, after.managerGroupId)) {
          issues.push(issue('managerGroupId', 'cycle'));
        }
      }
      after.memberIds.forEach((memberId, index) => {
        if (!registers.agents.some((agent) => agent.id === memberId)) {
          issues.push(issue(`memberIds.${index}`, 'not_available'));
        }
      });
      const deactivated = !after.active && before?.active !== false;
      after.classificationIds.forEach((leafId, index) => {
        const offered =
          state.classification(leafId) &&
          state.isLeaf(leafId) &&
          (after.active || deactivated || !shown(leafId));
        if (!offered) issues.push(issue(`classificationIds.${index}`, 'not_available'));
      });
      if (deactivated && after.classificationIds.some(shown)) issues.push(issue('active', 'not_available'));
      const left = before?.classificationIds.filter((leafId) => !after.classificationIds.includes(leafId));
      if (left?.some(shown)) issues.push(issue('classificationIds', 'not_available'));
      return issues;
    },
    write: (id, { managerGroupId, memberIds, classificationIds, ...fields }, version) => {
      put(registers.groups, { ...fields, id, managerGroup: groupRef(managerGroupId), version });
      for (const agent of registers.agents) {
        const others = agent.groupIds.filter((groupId) => groupId !== id);
        agent.groupIds = memberIds.includes(agent.id) ? [...others, id] : others;
      }
      const had = leavesOf(id);
      const givers = new Set<string>();
      for (const node of registers.classifications) {
        const wanted = classificationIds.includes(node.id);
        if (wanted === had.includes(node.id)) continue;
        if (wanted && node.group) givers.add(node.group.id);
        node.group = wanted ? groupRef(id) : null;
        node.version += 1;
      }
      for (const group of registers.groups) if (givers.has(group.id)) group.version += 1;
      for (const protocol of state.protocols) {
        if (protocol.group.id === id) protocol.group = { id, name: fields.name };
      }
    },
  });

  const agents = new TestRegister<Agent, NewAgent>(state, actor, {
    entity: 'agent',
    newId: () => state.nextId('agt-new'),
    list: () => byName(registers.agents, ({ name }) => name),
    fieldsOf: ({ id: _id, version: _version, groupIds: _groupIds, ...fields }) => fields as NewAgent,
    nameOf: ({ name }) => name,
    check: (id, _before, after) => {
      const namesake = registers.agents.some(
        (agent) => agent.id !== id && agent.issuer === after.issuer && agent.subject === after.subject,
      );
      const own = id === actor().id;
      return [
        ...(namesake ? [issue('subject', 'already_taken')] : []),
        ...(own && !after.active ? [issue('active', 'not_available')] : []),
        ...(own && after.role !== 'admin' ? [issue('role', 'not_available')] : []),
      ];
    },
    write: (id, fields, version) => {
      const groupIds = registers.agents.find((agent) => agent.id === id)?.groupIds ?? [];
      put(registers.agents, { ...fields, id, groupIds, version });
    },
  });

  const providers = new TestRegister<Provider, NewProvider>(state, actor, {
    entity: 'provider',
    newId: ({ id }) => id,
    list: () => byName(registers.providers, ({ name }) => name),
    fieldsOf: ({ version: _version, ...fields }) => fields,
    nameOf: ({ name }) => name,
    check: (id, _before, after) =>
      id === null && registers.providers.some((provider) => provider.id === after.id)
        ? [issue('id', 'already_taken')]
        : [],
    write: (id, fields, version) => put(registers.providers, { ...fields, id, version }),
  });

  const cannedAnswers = new TestRegister<CannedAnswer, NewCannedAnswer>(state, actor, {
    entity: 'canned_answer',
    newId: () => state.nextId('ans-new'),
    list: () => {
      const { role, groupIds } = actor();
      return byName(registers.cannedAnswers, ({ title }) => title).filter(
        ({ active, group }) =>
          role === 'admin' || (active && (group === null || groupIds.includes(group.id))),
      );
    },
    fieldsOf: ({ id: _id, version: _version, group, ...fields }) => ({
      ...fields,
      groupId: group?.id ?? null,
    }),
    nameOf: ({ title }) => title,
    check: (_id, _before, { groupId }) =>
      groupId === null || groupRef(groupId) ? [] : [issue('groupId', 'not_available')],
    write: (id, { groupId, ...fields }, version) =>
      put(registers.cannedAnswers, { ...fields, id, group: groupRef(groupId), version }),
    remove: (id) => removeFrom(registers.cannedAnswers, id),
  });

  const webhooks = new TestRegister<Webhook, NewWebhook>(state, actor, {
    entity: 'webhook',
    newId: () => state.nextId('whk-new'),
    list: () => [...registers.webhooks],
    fieldsOf: ({ id: _id, version: _version, ...fields }) => fields as NewWebhook,
    nameOf: ({ url }) => url,
    check: () => [],
    write: (id, fields, version) => put(registers.webhooks, { ...fields, id, version }),
    remove: (id) => removeFrom(registers.webhooks, id),
  });

  const holidays = {
    list: (year: number = Number(localDate(state.now).slice(0, 4))): Holiday[] =>
      holidaysOf(year, registers.holidays),
    register: new TestRegister<Holiday & { id: string; version: number }, NewHoliday>(state, actor, {
      entity: 'holiday',
      newId: () => state.nextId('hol-new'),
      list: () =>
        registers.holidays.flatMap((holiday) =>
          holiday.id ? [{ ...holiday, id: holiday.id, version: 1 }] : [],
        ),
      fieldsOf: ({ date, name, everyYear }) => ({ date, name, everyYear }),
      nameOf: ({ name }) => name,
      check: (_id, _before, { date }) => {
        if (Number.isNaN(Date.parse(date)) || !new Date(date).toISOString().startsWith(date)) {
          return [issue('date', 'invalid_format')];
        }
        const day = holidaysOf(Number(date.slice(0, 4)), registers.holidays).some(
          (holiday) => holiday.date === date,
        );
        return day ? [issue('date', 'already_taken')] : [];
      },
      write: (id, fields) => registers.holidays.push({ ...fields, id, scope: 'local' }),
      remove: (id) => removeFrom(registers.holidays, id),
    }),
  };

  return { classifications, contactMethods, groups, agents, providers, cannedAnswers, webhooks, holidays };
};
