import { expect, fixture } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { html } from 'lit';
import { defineSample, type SampleElement } from './testing/sample-element.ts';
import { waitUntil } from './testing/wait-until.ts';
import { UnsavedChangesGuard } from './unsaved-changes-guard.ts';

defineSample();

const mount = async () => {
  const element = await fixture<SampleElement>(html`<fc-sample></fc-sample>`);
  const guard = new UnsavedChangesGuard(element, element.ui);
  element.content = () => guard.template();
  await element.updateComplete;
  const dialog = element.renderRoot.querySelector('dialog');
  if (!dialog) throw new Error('There is no dialog');
  const press = async (name: string): Promise<void> => {
    await waitUntil(() => dialog.open);
    if (name === 'Escape') return sendKeys({ press: 'Escape' });
    const button = [...dialog.querySelectorAll('button')].find(({ textContent }) => textContent === name);
    if (!button) throw new Error(`There is no button ${name}`);
    button.click();
    return undefined;
  };
  /** Asks, and answers by a button or a key. */
  const ask = async (name: string): Promise<boolean> => {
    const asked = guard.ask();
    await press(name);
    return asked;
  };
  return { dialog, guard, ask };
};

describe('UnsavedChangesGuard', () => {
  it('leaves when it is told to discard, and only then', async () => {
    const { ask, dialog } = await mount();
    expect(await ask('Continuar editando')).to.equal(false);
    expect(await ask('Descartar')).to.equal(true);
    expect(dialog.open).to.equal(false);
  });

  it('takes Escape for staying, also after it was told to discard before', async () => {
    const { ask } = await mount();
    expect(await ask('Escape')).to.equal(false);
    expect(await ask('Descartar')).to.equal(true);
    expect(await ask('Escape')).to.equal(false);
  });

  it('gives everybody who asks while it is open the same answer', async () => {
    const { ask, guard } = await mount();
    const first = guard.ask();
    expect(await ask('Descartar')).to.equal(true);
    expect(await first).to.equal(true);
  });
});
