import { createCrmTestClient } from '@fale-conosco/sdk/testing';
import { expect, waitUntil } from '@open-wc/testing';
import { LitElement } from 'lit';
import { EntityListController } from './entity-list-controller.ts';

describe('entity list controller', () => {
  it('keeps the newer of two answers, whichever comes last', async () => {
    const client = createCrmTestClient();
    const answers: ((value: string) => void)[] = [];
    const told: string[] = [];
    class Host extends LitElement {
      readonly list = new EntityListController<string>(this, {
        client: () => client,
        read: () => new Promise((resolve) => answers.push(resolve)),
        onError: (error) => {
          throw error;
        },
        onRenewed: (value) => told.push(value),
      });
    }
    customElements.define('entity-list-controller-host', Host);
    const host = new Host();
    document.body.append(host);
    await waitUntil(() => answers.length === 1);
    answers[0]?.('first');
    await waitUntil(() => host.list.value === 'first');

    const older = host.list.renew();
    const newer = host.list.renew();
    answers[2]?.('newer');
    await newer;
    answers[1]?.('older');
    await older;
    expect(host.list.value).to.equal('newer');
    expect(told).to.deep.equal(['newer']);
    host.remove();
  });
});
