import { type FaleConosco, FaleConoscoClient } from '@fale-conosco/sdk';
import { type ClientSource, ConnectedElement, shareClients } from '@fale-conosco/ui';

const sharedClient = shareClients<FaleConosco>((options) => new FaleConoscoClient(options));

/** An element of the provider's side. */
export abstract class ProviderElement extends ConnectedElement<FaleConosco> {
  protected override clientOf(source: ClientSource): FaleConosco | undefined {
    return sharedClient(source);
  }
}
