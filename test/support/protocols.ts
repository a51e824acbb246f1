/** Protocols for the tests to work with. */
import type { Demo } from './demo.ts';

/** What a protocol is about. */
export interface ProtocolDraft {
  /** Name of the last level. */
  leaf: string;
  message: string;
  method?: string;
}

/** Opens a protocol as Ana of Clínica São Lucas, through the API; answers its number. */
export async function makeProtocol(
  demo: Demo,
  { leaf, message, method = 'Portal do prestador' }: ProtocolDraft,
): Promise<string> {
  const client = demo.client('ana@saolucas');
  const [classifications, methods] = await Promise.all([
    client.classifications.list(),
    client.contactMethods.list(),
  ]);
  const { number } = await client.protocols.create({
    classificationId: classifications.find(({ name }) => name === leaf)?.id ?? '',
    contactMethodId: methods.find(({ description }) => description === method)?.id ?? '',
    contactPerson: 'Ana Ribeiro',
    contactPhone: '(11) 90000-1234',
    contactEmail: 'ana.ribeiro@saolucas.example',
    message,
    attachmentIds: [],
  });
  return number;
}
