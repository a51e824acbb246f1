import type { OperationId } from '@fale-conosco/contract';
import { type CrmTestClient, createCrmTestClient } from '@fale-conosco/memory';
import type { StateCase } from '@fale-conosco/ui/states';
import type { TemplateResult } from 'lit';
import { press, type Screen, settled, testClientOf, type } from './screen.ts';

/** Renders a screen with an in-memory client; without one, with the usual one. */
type Show = (client?: CrmTestClient) => TemplateResult;

/** Makes the states of a screen that begin with the usual client. */
export const stateOf =
  <Element extends Screen>(show: Show) =>
  (name: string, title: string, setup: (element: Element) => Promise<void>): StateCase<Element> => ({
    name,
    title,
    render: () => show(),
    setup,
  });

/** The first reading is under way, and it failed. */
export const readingStates = (show: Show, operation: OperationId): StateCase<Screen>[] => [
  {
    name: 'loading',
    title: 'Carregando',
    render: () => show(createCrmTestClient({ latencyMs: 600_000 })),
  },
  {
    name: 'failed',
    title: 'Não carregou',
    render: () => {
      const client = createCrmTestClient();
      client.control.failNext(operation, 'network');
      return show(client);
    },
    setup: settled,
  },
];

/** Nothing in the list matches what is searched for. */
export const nothingFoundState = (show: Show, query: string): StateCase<Screen> =>
  stateOf(show)('nothing-found', 'Busca sem resultado', async (element) => {
    await settled(element);
    type(element, '[type=search]', query);
    await settled(element);
  });

/** How a settings screen is brought into the states that all of them have. */
export interface EntityStatesOptions<Element extends Screen> {
  show: Show;
  list: OperationId;
  update: OperationId;
  /** The button of the form for a new entity. */
  newEntry: RegExp;
  /** The entity that is edited. */
  entry: RegExp;
  /** Leaves something in the form of a new entity that validation rejects. */
  invalidate?: (element: Element) => void;
  /** Changes a field of the entity. */
  edit: (element: Element) => void | Promise<void>;
  /** Changes fields that somebody else changes, too: all those of the conflict. By default what `edit` changes. */
  editConflicting?: (element: Element) => void | Promise<void>;
  /** Somebody else changes the same fields. */
  conflict: (element: Element) => void;
  /** Somebody else changes another field. */
  merge: (element: Element) => void;
}

/** The states of a list of entities and of the form of one, as far as all settings screens have them. */
export const entityStates = <Element extends Screen>(
  options: EntityStatesOptions<Element>,
): StateCase<Element>[] => {
  const { show, newEntry, entry, invalidate, edit, editConflicting = edit, conflict, merge } = options;
  const state = stateOf<Element>(show);
  /** Edits the entity and saves it, after something else has happened. */
  const saving =
    (change: (element: Element) => void | Promise<void>, before: (element: Element) => void = () => {}) =>
    async (element: Element): Promise<void> => {
      await press(element, entry);
      await change(element);
      before(element);
      await press(element, /^Salvar/);
    };
  return [
    state('list', 'Lista', settled),
    ...readingStates(show, options.list),
    state('new', 'Novo cadastro', (element) => press(element, newEntry)),
    state('edit', 'Em edição', (element) => press(element, entry)),
    state('errors', 'Com erros', async (element) => {
      await press(element, newEntry);
      invalidate?.(element);
      await press(element, /^Salvar/);
    }),
    state(
      'save-failed',
      'Não salvou',
      saving(edit, (element) => testClientOf(element).control.failNext(options.update, 'network')),
    ),
    state('conflict', 'Outra pessoa mudou os mesmos campos', saving(editConflicting, conflict)),
    state('merged', 'Outra pessoa mudou outro campo', saving(edit, merge)),
    state('saved', 'Salvo', saving(edit)),
  ];
};

/** Before, during and after the deletion of an entity. */
export const deletionStates = <Element extends Screen>(
  show: Show,
  /** Leads to the question. */
  open: (element: Element) => Promise<void>,
  operation: OperationId,
): StateCase<Element>[] => {
  const state = stateOf<Element>(show);
  return [
    state('deleting', 'Pergunta antes de excluir', open),
    state('delete-failed', 'Não excluiu', async (element) => {
      await open(element);
      testClientOf(element).control.failNext(operation, 'network');
      await press(element, /^Excluir de vez/);
    }),
    state('deleted', 'Excluído', async (element) => {
      await open(element);
      await press(element, /^Excluir de vez/);
    }),
  ];
};
