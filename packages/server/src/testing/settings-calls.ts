import assert from 'node:assert/strict';
import type { AuditPage, AuditRecord, Problem } from '@fale-conosco/contract';
import type { CallResponse, Harness, Person } from './harness.ts';

/** Calls that tests of the settings share, as the admin unless another person is given. */
export interface SettingsCalls {
  get(url: string, person?: Person): Promise<CallResponse>;
  create(url: string, body: object): Promise<CallResponse>;
  /** Changes an entry under the version that it has now, or under the one given. */
  change(url: string, body: object, version?: number): Promise<CallResponse>;
  remove(url: string, version: number): Promise<CallResponse>;
  /** The audit records of an entry, newest first, without what differs from run to run. */
  auditOf(entityId: string): Promise<Pick<AuditRecord, 'action' | 'entityName' | 'before' | 'after'>[]>;
  /** What the events `catalogue.changed` named so far, oldest first. */
  published(): Promise<string[][]>;
}

/** Makes the calls over a harness. */
export const settingsCalls = (harness: Harness): SettingsCalls => {
  const calls: SettingsCalls = {
    get: (url, person = 'admin') => harness.call(person, 'GET', url),
    create: (url, body) => harness.call('admin', 'POST', url, { body }),
    change: async (url, body, version) => {
      const known = version ?? ((await calls.get(url)).json as { version: number } | undefined)?.version;
      return harness.call('admin', 'PATCH', url, { body, headers: { 'if-match': `"${known}"` } });
    },
    remove: (url, version) =>
      harness.call('admin', 'DELETE', url, { headers: { 'if-match': `"${version}"` } }),
    auditOf: async (entityId) => {
      const response = await calls.get(`/v1/crm/audit?entityId=${entityId}`);
      return (response.json as AuditPage).items.map(({ action, entityName, before, after }) => ({
        action,
        entityName,
        before,
        after,
      }));
    },
    published: async () => {
      const events = await harness.db
        .selectFrom('events')
        .select('data')
        .where('type', '=', 'catalogue.changed')
        .orderBy('id')
        .execute();
      return events.map(({ data }) => (data as { changed: string[] }).changed);
    },
  };
  return calls;
};

/** The rejected fields of a 422, as `path code`. */
export const issuesOf = (response: CallResponse): string[] => {
  assert.equal(response.status, 422, response.text);
  return ((response.json as Problem).issues ?? []).map(({ path, code }) => `${path} ${code}`);
};
