import type {
  CrmClassification,
  CrmContactMethod,
  Group,
  NewClassification,
  NewContactMethod,
  NewGroup,
} from '@fale-conosco/contract';
import { ConformanceError, NotApplicableError } from './exchange.ts';
import type { Person } from './person.ts';
import type { PersonName } from './tokens.ts';

/** What the form takes to open a protocol. */
export interface Subject {
  classificationId: string;
  contactMethodId: string;
}

/** What an admin makes for a run. */
interface OwnSettings {
  root: CrmClassification;
  group: Group;
  leaf: CrmClassification;
  method: CrmContactMethod;
}

/** The people who are signed in, by name. */
export type People = Readonly<Partial<Record<PersonName, Person>>>;

/** Undoes one thing. */
export type Undo = () => Promise<void>;

/** A word that nothing else holds: letters only, so that searches take it whole, and no plural. */
export const uniqueWord = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return `q${[...bytes].map((byte) => 'bcdfghjklmnpqtvw'[byte % 16]).join('')}k`;
};

const last = <T>(values: readonly T[]): T | undefined => values.at(-1);

/**
 * What the cases of a run share: a subject under which protocols are opened. With an admin it is one of the suite's own,
 * in a group of the suite's own; otherwise one that the server offers.
 */
export class World {
  readonly #people: People;
  readonly #undo: Undo[] = [];
  #subject: Promise<Subject> | undefined;
  #own: Promise<OwnSettings> | undefined;

  constructor(people: People) {
    this.#people = people;
  }

  /** A subject that the agent reaches, that needs no attachment, and whose closed protocols a reply reopens. */
  subject(): Promise<Subject> {
    this.#subject ??= this.#findSubject();
    return this.#subject;
  }

  /** The group of the suite's own; the agent is in it, the other agent is not. */
  async group(): Promise<Group> {
    return (await this.#ownSettings()).group;
  }

  /** A new leaf below the suite's own branch. */
  async leaf(changes: Partial<NewClassification>, defer: (undo: Undo) => void): Promise<CrmClassification> {
    const { root, group } = await this.#ownSettings();
    return this.#createClassification({ parentId: root.id, groupId: group.id, ...changes }, defer);
  }

  /** A new group. */
  async newGroup(changes: Partial<NewGroup>, defer: (undo: Undo) => void): Promise<Group> {
    const admin = this.#admin();
    const group = await admin.ok('createGroup', {
      body: {
        name: `Conformidade ${uniqueWord()}`,
        managerGroupId: null,
        email: null,
        active: true,
        accessesConfidential: false,
        memberIds: [],
        classificationIds: [],
        ...changes,
      },
    });
    defer(async () => {
      const params = { id: group.id };
      const { version, active } = await admin.ok('getGroup', { params });
      const body = { active: false, memberIds: [], managerGroupId: null, accessesConfidential: false };
      if (active) await admin.ok('updateGroup', { params, ifMatch: version, body });
    });
    return group;
  }

  /** A new contact method. */
  async contactMethod(changes: Partial<NewContactMethod>, defer: (undo: Undo) => void) {
    const admin = this.#admin();
    const method = await admin.ok('createCrmContactMethod', {
      body: {
        description: `Conformidade ${uniqueWord()}`,
        active: true,
        mode: 'both',
        receivesComplaints: false,
        listedInApi: false,
        shownOnBeneficiaryWeb: false,
        faleConosco: true,
        releasedForWeb: false,
        ...changes,
      },
    });
    defer(async () => {
      const params = { id: method.id };
      const { version } = await admin.ok('getCrmContactMethod', { params });
      const body = { active: false, faleConosco: false, releasedForWeb: false };
      await admin.ok('updateCrmContactMethod', { params, ifMatch: version, body });
    });
    return method;
  }

  /** Deactivates what was registered, as far as it can. @returns why something was left behind; null when nothing was */
  async dispose(): Promise<string | null> {
    const failures: string[] = [];
    for (const undo of this.#undo.splice(0).reverse())
      await undo().catch((error: unknown) =>
        failures.push(error instanceof Error ? error.message : 'unknown'),
      );
    return failures.length > 0 ? failures.join('; ') : null;
  }

  #admin(): Person {
    const { admin } = this.#people;
    if (!admin) throw new NotApplicableError('It needs an admin.');
    return admin;
  }

  async #createClassification(changes: Partial<NewClassification>, defer: (undo: Undo) => void) {
    const admin = this.#admin();
    const classification = await admin.ok('createCrmClassification', {
      body: {
        name: `Conformidade ${uniqueWord()}`,
        parentId: null,
        active: true,
        groupId: null,
        shownToProviders: true,
        defaultText: null,
        helpText: null,
        attachmentRequired: false,
        deadlineBusinessDays: 5,
        providerDeadlineBusinessDays: null,
        reopenWindowDays: 30,
        ...changes,
      },
    });
    defer(async () => {
      const params = { id: classification.id };
      const found = await admin.request('getCrmClassification', { params });
      if (found.status === 404) return;
      const { version } = found.json as CrmClassification;
      const deleted = await admin.request('deleteCrmClassification', { params, ifMatch: version });
      if (deleted.status === 409)
        await admin.ok('updateCrmClassification', {
          params,
          ifMatch: version,
          body: { active: false, shownToProviders: false },
        });
    });
    return classification;
  }

  #ownSettings(): Promise<OwnSettings> {
    this.#own ??= this.#createOwnSettings();
    return this.#own;
  }

  async #createOwnSettings(): Promise<OwnSettings> {
    const defer = (undo: Undo): void => {
      this.#undo.push(undo);
    };
    const session = await this.#people.agent?.ok('getSession');
    const group = await this.newGroup({ memberIds: session ? [session.user.id] : [] }, defer);
    const root = await this.#createClassification({ shownToProviders: false }, defer);
    const leaf = await this.#createClassification({ parentId: root.id, groupId: group.id }, defer);
    // Released for the Web, so that providers can reply whatever else the installation has.
    const method = await this.contactMethod({ releasedForWeb: true }, defer);
    return { root, group, leaf, method };
  }

  async #findSubject(): Promise<Subject> {
    const { a, agent, admin } = this.#people;
    if (admin) {
      const { leaf, method } = await this.#ownSettings();
      return { classificationId: leaf.id, contactMethodId: method.id };
    }
    const [offered, methods] = await Promise.all([a?.ok('listClassifications'), a?.ok('listContactMethods')]);
    const contactMethodId = methods?.items[0]?.id;
    if (contactMethodId === undefined)
      throw new ConformanceError('No contact method is offered to providers: no protocol can be opened.');
    const leaves = (offered?.items ?? []).filter(
      ({ selectable, attachmentRequired }) => selectable && !attachmentRequired,
    );
    const settings = new Map(
      (await agent?.ok('listCrmClassifications'))?.items.map((item) => [item.id, item]),
    );
    const groups = new Set((await agent?.ok('getSession'))?.agent?.groups.map(({ id }) => id));
    const rank = (id: string): number => {
      const entry = settings.get(id);
      return (groups.has(entry?.group?.id ?? '') ? 2 : 0) + ((entry?.reopenWindowDays ?? 0) > 0 ? 1 : 0);
    };
    const best = last(leaves.toSorted((one, two) => rank(one.id) - rank(two.id)));
    if (!best)
      throw new ConformanceError(
        'No classification is offered that needs no attachment: no protocol can be opened.',
      );
    if (agent && rank(best.id) < 2)
      throw new ConformanceError(
        "The agent's groups have none of the classifications that are offered to providers.",
      );
    return { classificationId: best.id, contactMethodId };
  }
}
