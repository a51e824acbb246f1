import { parseInput } from '@fale-conosco/contract';
import {
  ApiError,
  type ChangeOptions,
  type RefusedField,
  randomUuid,
  VersionConflictError,
} from '@fale-conosco/sdk';
import type { VersionedOptions } from '@fale-conosco/sdk/crm';
import { errorCode } from '@fale-conosco/ui';
import type { ReactiveControllerHost } from 'lit';

/** What every entity of the settings has. */
export interface Entity {
  id: string;
  version: number;
}

/** How one entity is read and written. */
export interface EntityAccess<Entry extends Entity, Input extends object> {
  /** The entry as the form holds it. */
  inputOf(entry: Entry): Input;
  /** Validates without the server. */
  check(input: Input): readonly RefusedField[];
  create(input: Input, options: ChangeOptions): Promise<Entry>;
  /** Absent, as is `update`, where entries are created and deleted but never changed. */
  retrieve?(id: string): Promise<Entry>;
  update?(id: string, changes: Partial<Input>, options: VersionedOptions): Promise<Entry>;
}

/** Validates input by a schema of the contract. */
export const checkOf =
  (schema: Parameters<typeof parseInput>[0]) =>
  (input: object): readonly RefusedField[] => {
    const checked = parseInput(schema, input);
    return checked.success ? [] : checked.issues;
  };

// Lists of ids are sets: their order means nothing.
const comparable = (value: unknown): string =>
  JSON.stringify(Array.isArray(value) ? [...(value as unknown[])].sort() : value);
const same = (one: unknown, other: unknown): boolean => comparable(one) === comparable(other);

/**
 * An entity while it is edited. A concurrent change of others is merged where it touches other fields, and shown as a conflict
 * where it touches the same; typed text is never lost.
 */
export class EntityDraft<Entry extends Entity, Input extends object> {
  /** The entry as it was read last; undefined for a new one. */
  entry: Entry | undefined;
  /** The present values of the form. */
  values: Input;
  errors: Partial<Record<keyof Input, RefusedField>> = {};
  /** Why the last try failed. */
  error: unknown;
  saving = false;
  /** Somebody else changed the entry while it was edited. */
  changedByOthers = false;
  /** Fields that both changed, each to something else. */
  conflicts: (keyof Input & string)[] = [];

  readonly #host: ReactiveControllerHost;
  readonly #access: EntityAccess<Entry, Input>;
  /** The values before anything was typed. */
  #base: Input;
  /** One key for the new entry, over all tries. */
  #key = randomUuid();
  /** Inputs sent with the key whose outcome is unknown, newest first. */
  #unknown: Input[] = [];

  /** @param blank the values of a new entry */
  constructor(host: ReactiveControllerHost, access: EntityAccess<Entry, Input>, blank: Input) {
    this.#host = host;
    this.#access = access;
    this.#base = blank;
    this.values = blank;
  }

  /** Something was typed that has not been saved. */
  get dirty(): boolean {
    return this.#changed().length > 0;
  }

  /** Begins to edit an existing entry. */
  open(entry: Entry): void {
    this.#begin(this.#access.inputOf(entry), entry);
  }

  /** Begins to edit a new entry. */
  openNew(blank: Input): void {
    this.#begin(blank, undefined);
  }

  set<Field extends keyof Input>(field: Field, value: Input[Field]): void {
    this.values = { ...this.values, [field]: value };
    const { [field]: _, ...others } = this.errors;
    this.errors = others as typeof this.errors;
    this.#host.requestUpdate();
  }

  /** Takes over the entry as it was read again; somebody else may have changed it. */
  refresh(entry: Entry): void {
    const known = this.entry;
    if (this.saving || entry.id !== known?.id || entry.version < known.version) return;
    // Derived fields, such as the order among siblings, change without a new version of the entry.
    if (entry.version === known.version && same(this.#access.inputOf(entry), this.#base)) return;
    this.#merge(entry);
    this.#host.requestUpdate();
  }

  /** The values as somebody else saved them; conflicts are shown beside them. */
  get theirs(): Input {
    return this.#base;
  }

  /** Discards what was typed in the fields in conflict. */
  takeTheirs(): void {
    const theirs = Object.fromEntries(this.conflicts.map((field) => [field, this.#base[field]]));
    this.values = { ...this.values, ...theirs };
    this.#settle();
    this.#host.requestUpdate();
  }

  /**
   * Sends what changed.
   *
   * @returns the entry as the server has it; undefined when it was not saved: `errors`, `conflicts` and `error` say why
   */
  async save(): Promise<Entry | undefined> {
    if (this.saving) return undefined;
    this.error = undefined;
    if (this.#showIssues(this.#access.check(this.values))) return undefined;
    this.#move(true);
    try {
      const { entry, values } = this;
      const saved = entry ? await this.#update(entry) : await this.#create(values);
      if (saved) this.#begin(this.#access.inputOf(saved), saved);
      return saved;
    } catch (error) {
      const shown = error instanceof ApiError && this.#showIssues(error.issues);
      if (!shown) this.error = error;
      // Rejected by validation: nothing was created with this key, and the next try sends another input.
      if (error instanceof ApiError && error.issues.length > 0) this.#renewKey();
      return undefined;
    } finally {
      this.#move(false);
    }
  }

  /** Saves over the changes of others in the same fields, which the form has shown. */
  async saveMine(): Promise<Entry | undefined> {
    this.#settle();
    return this.save();
  }

  async #create(values: Input): Promise<Entry | undefined> {
    const tries = [values, ...this.#unknown];
    this.#unknown = tries;
    for (const sent of tries) {
      try {
        const created = await this.#access.create(sent, { idempotencyKey: this.#key });
        if (sent === values) return created;
        // An earlier try had arrived: what was typed since is a change of its entry.
        this.entry = created;
        this.#base = this.#access.inputOf(created);
        return await this.#update(created);
      } catch (error) {
        // Rejected as another input with a known key. Asking with the input of an earlier try brings its entry.
        if (errorCode(error) !== 'idempotency_key_reused' || sent === tries.at(-1)) throw error;
      }
    }
    return undefined;
  }

  async #update(entry: Entry): Promise<Entry | undefined> {
    const fields = this.#changed();
    const access = this.#access;
    if (fields.length === 0 || !access.retrieve || !access.update) return entry;
    const changes = Object.fromEntries(fields.map((field) => [field, this.values[field]]));
    try {
      return await access.update(entry.id, changes as Partial<Input>, { version: entry.version });
    } catch (error) {
      if (!(error instanceof VersionConflictError)) throw error;
      const theirs = await access.retrieve(entry.id);
      this.#merge(theirs);
      // An earlier try had arrived and its response was lost: what was typed is saved.
      return this.dirty ? undefined : theirs;
    }
  }

  #merge(entry: Entry): void {
    const theirs = this.#access.inputOf(entry);
    const base = this.#base;
    const mine = this.#changed();
    const { values } = this;
    const kept = Object.fromEntries(mine.map((field) => [field, values[field]]));
    const open = new Set(this.conflicts);
    this.conflicts = mine.filter(
      (field) =>
        (open.has(field) || !same(theirs[field], base[field])) && !same(theirs[field], values[field]),
    );
    this.values = { ...theirs, ...kept };
    this.#base = theirs;
    this.entry = entry;
    this.changedByOthers = this.dirty;
  }

  #changed(): (keyof Input & string)[] {
    const fields = Object.keys(this.values) as (keyof Input & string)[];
    return fields.filter((field) => !same(this.values[field], this.#base[field]));
  }

  /** Assigns validation errors to fields. @returns whether the form can show any of them */
  #showIssues(issues: readonly RefusedField[]): boolean {
    this.errors = {};
    for (const issue of issues) {
      const field = issue.path.split('.')[0] as keyof Input;
      if (Object.hasOwn(this.values, field)) this.errors[field] ??= issue;
    }
    this.#host.requestUpdate();
    return Object.keys(this.errors).length > 0;
  }

  #begin(input: Input, entry: Entry | undefined): void {
    this.#base = input;
    this.values = input;
    this.entry = entry;
    this.errors = {};
    this.error = undefined;
    this.#renewKey();
    this.#settle();
    this.#host.requestUpdate();
  }

  #renewKey(): void {
    this.#key = randomUuid();
    this.#unknown = [];
  }

  #settle(): void {
    this.changedByOthers = false;
    this.conflicts = [];
  }

  #move(saving: boolean): void {
    this.saving = saving;
    this.#host.requestUpdate();
  }
}
