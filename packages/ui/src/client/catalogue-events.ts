import type { CataloguePart, ServerEvent } from '@fale-conosco/contract';

/** Whether an event may mean that one of these parts of the settings is another now; an event that names no parts means all of them. */
export const changesCatalogue = (event: ServerEvent, parts: readonly CataloguePart[]): boolean => {
  if ('number' in event.data) return false;
  const changed = event.type === 'catalogue.changed' ? event.data.changed : undefined;
  return !changed || changed.some((part) => parts.some((known) => known === part));
};
