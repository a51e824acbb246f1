import type { AuditedEntity } from '@fale-conosco/contract';
import {
  type Changes,
  differenceOf,
  foldName,
  type OperatorPrincipal,
  withChanges,
} from '@fale-conosco/domain';
import type { Store } from '../store/store.ts';
import { expectVersion } from '../wire/headers.ts';
import { type Issue, orNotFound, ProblemError, rejectIssues } from '../wire/problem.ts';
import { type EntityChange, recordChanges } from './audit.ts';

/** What the settings differ in. */
export interface EntityRules<Entry extends { id: string; version: number }, Fields extends object> {
  entity: AuditedEntity;
  /** Entries as readers get them, in their order. */
  list(store: Store): Entry[];
  /** An entry's fields, called as in the contract's bodies. */
  fieldsOf(entry: Entry): Fields;
  nameOf(fields: Fields): string;
  /** Everything that is wrong with a state. `id` and `before` are null for a new one. */
  check(
    store: Store,
    wanted: { id: string | null; before: Fields | null; after: Fields; principal: OperatorPrincipal },
  ): Issue[];
  /** The state that a change leads to. */
  merge?(store: Store, id: string | null, before: Fields | null, set: Changes<Fields>): Fields;
  /** Stores a state, with all that follows from it. @returns changes of other entries, for the audit trail */
  write(store: Store, id: string, fields: Fields, version: number, before: Fields | null): EntityChange[];
  newId(store: Store, fields: Fields): string;
  remove?(store: Store, id: string): void;
  /** Whether an entry cannot be deleted. */
  isInUse?(store: Store, entry: Entry): boolean;
}

/** The settings of one kind: what creating, changing and deleting an entry have in common. */
export class EntityList<Entry extends { id: string; version: number }, Fields extends object> {
  readonly #rules: EntityRules<Entry, Fields>;

  constructor(rules: EntityRules<Entry, Fields>) {
    this.#rules = rules;
  }

  list(store: Store): Entry[] {
    return this.#rules.list(store);
  }

  find(store: Store, id: string): Entry {
    return orNotFound(this.#rules.list(store).find((entry) => entry.id === id));
  }

  create(store: Store, principal: OperatorPrincipal, input: Fields): Entry {
    const rules = this.#rules;
    const fields = rules.merge?.(store, null, null, input) ?? input;
    rejectIssues(rules.check(store, { id: null, before: null, after: fields, principal }));
    const id = rules.newId(store, fields);
    const further = rules.write(store, id, fields, 1, null);
    this.#record(store, principal, id, rules.nameOf(fields), { before: null, after: fields }, further);
    return this.find(store, id);
  }

  /** A change that changes nothing writes no audit record and keeps the version. */
  update(
    store: Store,
    principal: OperatorPrincipal,
    { id, ifMatch }: { id: string; ifMatch: number | undefined },
    changes: Changes<Fields>,
  ): Entry {
    const rules = this.#rules;
    const entry = this.find(store, id);
    expectVersion(ifMatch, entry);
    const before = rules.fieldsOf(entry);
    const after = rules.merge?.(store, id, before, changes) ?? withChanges(before, changes);
    const difference = differenceOf(before, after);
    if (!difference) return entry;
    rejectIssues(rules.check(store, { id, before, after, principal }));
    const further = rules.write(store, id, after, entry.version + 1, before);
    this.#record(store, principal, id, rules.nameOf(after), difference, further);
    return this.find(store, id);
  }

  delete(
    store: Store,
    principal: OperatorPrincipal,
    { id, ifMatch }: { id: string; ifMatch: number | undefined },
  ): undefined {
    const rules = this.#rules;
    const entry = this.find(store, id);
    expectVersion(ifMatch, entry);
    if (rules.isInUse?.(store, entry)) throw new ProblemError('in_use');
    rules.remove?.(store, id);
    const fields = rules.fieldsOf(entry);
    this.#record(store, principal, id, rules.nameOf(fields), { before: fields, after: null }, []);
  }

  #record(
    store: Store,
    principal: OperatorPrincipal,
    entityId: string,
    entityName: string,
    change: { before: object | null; after: object | null },
    further: readonly EntityChange[],
  ): void {
    const { entity } = this.#rules;
    recordChanges(store, principal, [{ entity, entityId, entityName, ...change }, ...further]);
  }
}

/** A copy sorted by name; case and accents do not matter. */
export const byName = <Item extends { id: string }>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
): Item[] =>
  [...items].sort((a, b) => {
    const [first, second] = [foldName(nameOf(a)), foldName(nameOf(b))];
    return first < second ? -1 : first > second ? 1 : a.id < b.id ? -1 : 1;
  });

/** Puts an entry in the place of the one with its id, or at the end. */
export const put = <Item extends { id: string }>(items: Item[], entry: Item): void => {
  const index = items.findIndex(({ id }) => id === entry.id);
  if (index < 0) items.push(entry);
  else items[index] = entry;
};

/** Takes an entry out. */
export const removeFrom = <Item extends { id: string | null }>(items: Item[], id: string): void => {
  const index = items.findIndex((item) => item.id === id);
  if (index >= 0) items.splice(index, 1);
};

/** A group as entries name it. */
export const groupRef = (store: Store, id: string | null): { id: string; name: string } | null => {
  const group = store.settings.groups.find((candidate) => candidate.id === id);
  return group ? { id: group.id, name: group.name } : null;
};
