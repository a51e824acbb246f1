import { type FaleConosco, FaleConoscoClient } from '@fale-conosco/sdk';
import { type ClientSource, ConnectedElement, shareClients } from '@fale-conosco/ui';

const sharedClient = shareClients<FaleConosco>((options) => new FaleConoscoClient(options));

/** An element of the provider's side. */
export abstract class ProviderElement extends ConnectedElement<FaleConosco> {
  /** An SDK client of the page's own; wins over the addresses. (Said again: tools that read templates know no type parameters.) */
  declare client: FaleConosco | undefined;

  protected override clientOf(source: ClientSource): FaleConosco | undefined {
    return sharedClient(source);
  }
}
