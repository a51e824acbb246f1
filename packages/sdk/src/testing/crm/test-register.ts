import type { AuditedEntity, CataloguePart, UnlocalizedIssue } from '@fale-conosco/contract';
import { PermissionError, ValidationError } from '../../errors/index.ts';
import { conflict, notFound, type TestState } from '../state.ts';
import { expectVersion } from './crm-store.ts';

/** Fields to set; those that are absent stay. */
export type Changes<Fields> = { [Name in keyof Fields]?: Fields[Name] | undefined };

/** What the registers differ in. */
export interface RegisterRules<Entry extends { id: string; version: number }, Fields extends object> {
  entity: AuditedEntity;
  /** Entries as readers get them, in the order of the register. */
  list(): Entry[];
  /** An entry's fields, called as in the contract's bodies. */
  fieldsOf(entry: Entry): Fields;
  nameOf(fields: Fields): string;
  /** Everything that is wrong with a state. */
  check(id: string | null, before: Fields | null, after: Fields): UnlocalizedIssue[];
  /** Puts an entry in, or another in its place, with all that follows from it. `set`: what was asked for. */
  write(id: string, fields: Fields, version: number, set: Changes<Fields>): void;
  newId(fields: Fields): string;
  remove?(id: string): void;
  /** It cannot be deleted. */
  inUse?(entry: Entry): boolean;
}

/** What a change of an entity makes others read again. */
const CATALOGUE: Partial<Record<AuditedEntity, CataloguePart[]>> = {
  classification: ['classifications', 'groups'],
  contact_method: ['contactMethods'],
  group: ['groups', 'classifications'],
  holiday: ['holidays'],
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A register of the in-memory client: only admins change it, changes are in the audit trail, versions count. */
export class TestRegister<Entry extends { id: string; version: number }, Fields extends object> {
  readonly #rules: RegisterRules<Entry, Fields>;
  readonly #state: TestState;
  readonly #actor: () => { id: string; name: string; role: string };

  constructor(
    state: TestState,
    actor: () => { id: string; name: string; role: string },
    rules: RegisterRules<Entry, Fields>,
  ) {
    this.#state = state;
    this.#actor = actor;
    this.#rules = rules;
  }

  list(): Entry[] {
    return this.#rules.list();
  }

  retrieve(id: string): Entry {
    const entry = this.#rules.list().find((candidate) => candidate.id === id);
    if (!entry) throw notFound();
    return entry;
  }

  create(fields: Fields): Entry {
    this.requireAdmin();
    this.#refuse(this.#rules.check(null, null, fields));
    const id = this.#rules.newId(fields);
    this.#rules.write(id, fields, 1, fields);
    this.record(id, null, fields, this.#rules.nameOf(fields));
    return this.retrieve(id);
  }

  /** What changes nothing leaves no trace. */
  update(id: string, changes: Changes<Fields>, version: number | undefined): Entry {
    this.requireAdmin();
    const entry = this.retrieve(id);
    expectVersion(version, entry);
    const before = this.#rules.fieldsOf(entry);
    const set = Object.fromEntries(
      Object.entries(changes).filter(([, value]) => value !== undefined),
    ) as Changes<Fields>;
    const after: Fields = { ...before, ...set };
    const names = (Object.keys(after) as (keyof Fields)[]).filter((name) => !same(before[name], after[name]));
    if (names.length === 0) return entry;
    this.#refuse(this.#rules.check(id, before, after));
    const pick = (fields: Fields): object => Object.fromEntries(names.map((name) => [name, fields[name]]));
    this.#rules.write(id, after, entry.version + 1, set);
    this.record(id, pick(before), pick(after), this.#rules.nameOf(after));
    return this.retrieve(id);
  }

  delete(id: string, version: number | undefined): void {
    this.requireAdmin();
    const entry = this.retrieve(id);
    expectVersion(version, entry);
    if (this.#rules.inUse?.(entry)) throw conflict('in_use');
    this.#rules.remove?.(id);
    const fields = this.#rules.fieldsOf(entry);
    this.record(id, fields, null, this.#rules.nameOf(fields));
  }

  /** @throws PermissionError for an agent who is no admin */
  requireAdmin(): void {
    if (this.#actor().role !== 'admin') throw new PermissionError({ status: 403, code: 'forbidden' });
  }

  /** Writes a change into the audit trail, and tells everybody when the catalogue is another. */
  record(entityId: string, before: object | null, after: object | null, entityName: string): void {
    const { entity } = this.#rules;
    const { id, name } = this.#actor();
    this.#state.registers.audit.unshift({
      id: this.#state.nextId('aud'),
      at: this.#state.tick(),
      actor: { id, name },
      entity,
      entityId,
      entityName,
      action: before === null ? 'created' : after === null ? 'deleted' : 'updated',
      before: before && structuredClone({ ...before }),
      after: after && structuredClone({ ...after }),
    });
    const changed = CATALOGUE[entity];
    if (changed) this.#state.tell({ type: 'catalogue', changed });
  }

  #refuse(issues: readonly UnlocalizedIssue[]): void {
    if (issues.length === 0) return;
    throw new ValidationError({
      status: 422,
      code: 'validation_failed',
      issues: issues.map((issue) => ({ ...issue, message: issue.code })),
    });
  }
}
