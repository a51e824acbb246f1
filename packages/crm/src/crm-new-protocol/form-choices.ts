import type { CrmClassification, CrmContactMethod, Session } from '@fale-conosco/contract';
import { takesContacts } from '@fale-conosco/domain';
import type { FaleConoscoCrm } from '@fale-conosco/sdk/crm';
import {
  type ClassificationNode,
  changesCatalogue,
  classificationTree,
  ReadController,
} from '@fale-conosco/ui';
import type { ReactiveControllerHost } from 'lit';

/** What the form offers. */
export interface FormChoices {
  session: Session;
  /** The classifications under which the agent can open a protocol, with the branches that lead to them. */
  tree: ClassificationNode<CrmClassification>[];
  contactMethods: CrmContactMethod[];
  /** There are active classifications, whether or not the agent can open a protocol under one. */
  hasClassifications: boolean;
}

/** The tree of what the server accepts from this agent (`canOpen`); branches without such a leaf are left out. */
const openableTree = (items: readonly CrmClassification[]): ClassificationNode<CrmClassification>[] => {
  const prune = (nodes: ClassificationNode<CrmClassification>[]): ClassificationNode<CrmClassification>[] =>
    nodes
      .map((node) => ({ ...node, children: prune(node.children) }))
      .filter(({ classification, children }) => classification.canOpen || children.length > 0);
  return prune(classificationTree(items));
};

const readChoices = async (client: FaleConoscoCrm, signal?: AbortSignal): Promise<FormChoices> => {
  const [session, classifications, contactMethods] = await Promise.all([
    client.session.cached(),
    client.classifications.list({ signal }),
    client.contactMethods.list({ signal }),
  ]);
  return {
    session,
    tree: openableTree(classifications),
    contactMethods: contactMethods.filter(takesContacts),
    hasClassifications: classifications.some(({ active }) => active),
  };
};

/** Reads what the form offers, and reads it again when the settings change; what was typed stays. */
export const readFormChoices = (
  host: ReactiveControllerHost,
  { client, onError }: { client: () => FaleConoscoCrm | undefined; onError: (error: unknown) => void },
): ReadController<FaleConoscoCrm, FormChoices> =>
  new ReadController<FaleConoscoCrm, FormChoices>(host, {
    client,
    read: readChoices,
    refreshOn: (event) => changesCatalogue(event, ['classifications', 'contactMethods', 'groups']),
    onError,
  });
