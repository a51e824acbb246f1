import type { ContactMethod, Session } from '@fale-conosco/contract';
import type { FaleConosco } from '@fale-conosco/sdk';
import {
  type ClassificationNode,
  changesCatalogue,
  classificationTree,
  ReadController,
  type ReadOptions,
} from '@fale-conosco/ui';
import type { ReactiveControllerHost } from 'lit';

/** The user, and what the form offers. */
export interface ContactFormData {
  session: Session;
  tree: ClassificationNode[];
  contactMethods: ContactMethod[];
}

const read = async (client: FaleConosco, signal?: AbortSignal): Promise<ContactFormData> => {
  const [session, classifications, contactMethods] = await Promise.all([
    client.session.cached(),
    client.classifications.list({ signal }),
    client.contactMethods.list({ signal }),
  ]);
  return { session, tree: classificationTree(classifications), contactMethods };
};

/**
 * Loads what the form needs before it can be filled in: all at once, anew when the client is another. It follows changes of
 * the operator's settings; nothing that was typed is touched.
 */
export class FormDataController extends ReadController<FaleConosco, ContactFormData> {
  constructor(
    host: ReactiveControllerHost,
    options: Pick<ReadOptions<FaleConosco, ContactFormData>, 'client' | 'onLoad' | 'onError'>,
  ) {
    super(host, {
      ...options,
      read,
      refreshOn: (event) => changesCatalogue(event, ['classifications', 'contactMethods']),
    });
  }
}
