import { createCrmTestClient } from '@fale-conosco/sdk/testing';
import { expect, waitUntil } from '@open-wc/testing';
import { LitElement } from 'lit';
import { RegisterController } from './register-controller.ts';

describe('register controller', () => {
  it('keeps the newer of two answers, whichever comes last', async () => {
    const client = createCrmTestClient();
    const answers: ((value: string) => void)[] = [];
    const told: string[] = [];
    class Host extends LitElement {
      readonly register = new RegisterController<string>(this, {
        client: () => client,
        read: () => new Promise((resolve) => answers.push(resolve)),
        onError: (error) => {
          throw error;
        },
        onRenewed: (value) => told.push(value),
      });
    }
    customElements.define('register-controller-host', Host);
    const host = new Host();
    document.body.append(host);
    await waitUntil(() => answers.length === 1);
    answers[0]?.('first');
    await waitUntil(() => host.register.value === 'first');

    const older = host.register.renew();
    const newer = host.register.renew();
    answers[2]?.('newer');
    await newer;
    answers[1]?.('older');
    await older;
    expect(host.register.value).to.equal('newer');
    expect(told).to.deep.equal(['newer']);
    host.remove();
  });
});
