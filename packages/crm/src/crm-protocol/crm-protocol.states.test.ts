import { expectAccessible, setCircumstances, sidewaysOverflow } from '@fale-conosco/ui/testing';
import { expect, fixture } from '@open-wc/testing';
import { states } from './crm-protocol.states.ts';
import type { CrmProtocol } from './crm-protocol.ts';
import { defineCrmProtocol } from './define.ts';

defineCrmProtocol();

describe('crm-protocol in every state', () => {
  afterEach(() => setCircumstances());

  for (const state of states) {
    it(`is accessible and fits its box: ${state.name}`, async () => {
      const element = await fixture<CrmProtocol>(state.render());
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
