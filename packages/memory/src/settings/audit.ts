import { cataloguePartsOf, type OperatorPrincipal, type SettingsChange } from '@fale-conosco/domain';
import type { Store } from '../store/store.ts';

/** A change of one entry, for the audit trail; fields are called as in the contract's bodies. */
export interface EntityChange extends SettingsChange {
  entityId: string;
  entityName: string;
}

/** Writes changes into the audit trail, and tells everybody once when the catalogue is among them. */
export const recordChanges = (
  store: Store,
  principal: OperatorPrincipal,
  changes: readonly EntityChange[],
): void => {
  const at = store.tick().toISOString();
  for (const { before, after, ...change } of changes) {
    store.settings.audit.unshift({
      id: store.nextId('aud'),
      at,
      actor: { id: principal.userId, name: principal.name },
      ...change,
      action: before === null ? 'created' : after === null ? 'deleted' : 'updated',
      before: before && structuredClone({ ...before }),
      after: after && structuredClone({ ...after }),
    });
  }
  const changed = [...new Set(changes.flatMap(cataloguePartsOf))];
  if (changed.length > 0)
    store.events.publish({ type: 'catalogue.changed', data: { changed }, providerId: null });
  store.events.endRevoked();
};
