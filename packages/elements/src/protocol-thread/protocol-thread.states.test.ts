import { expectAccessible, setCircumstances, sidewaysOverflow } from '@fale-conosco/ui/testing';
import { expect, fixture } from '@open-wc/testing';
import { defineProtocolThread } from './define.ts';
import { states } from './protocol-thread.states.ts';
import type { ProtocolThread } from './protocol-thread.ts';

defineProtocolThread();

describe('protocol-thread in every state', () => {
  afterEach(() => setCircumstances());

  for (const state of states) {
    it(`is accessible and fits its box: ${state.name}`, async () => {
      const element = await fixture<ProtocolThread>(state.render());
      await state.setup?.(element);
      await element.updateComplete;
      for (const width of [320, 1280]) {
        for (const dark of [false, true]) await expectAccessible(element, { width, dark });
      }
      await setCircumstances({ width: 320 });
      expect(sidewaysOverflow(element)).to.deep.equal([]);
    });
  }
});
