import { createApiError } from '@fale-conosco/sdk';
import { expect } from '@open-wc/testing';
import { AttachmentsController } from '../attachments/attachments-controller.ts';
import { defineSample, SampleElement } from '../testing/sample-element.ts';
import { FormDraft } from './form-draft.ts';

defineSample();

type Field = 'person' | 'message' | 'attachmentIds';
interface Input {
  person: string;
  message: string;
  attachmentIds: string[];
}

const newDraft = (): FormDraft<Input, Field> => {
  const host = new SampleElement();
  const attachments = new AttachmentsController(host, {
    client: () => undefined,
    limits: () => undefined,
    ui: host.ui,
  });
  return new FormDraft<Input, Field>(host, attachments, ['person', 'message', 'attachmentIds']);
};

describe('FormDraft', () => {
  it('prefills only what was not filled in', () => {
    const draft = newDraft();
    draft.set('person', '');
    draft.prefill({ person: 'Ana', message: 'Olá' });
    expect(draft.values).to.deep.equal({ person: '', message: 'Olá' });
  });

  it('is touched by what the user types, not by what is known beforehand', () => {
    const draft = newDraft();
    draft.prefill({ person: 'Ana' });
    draft.useDefaultText('Modelo');
    expect(draft.touched).to.be.false;
    draft.set('message', 'x');
    expect(draft.touched).to.be.true;
  });

  it('replaces a default text by another one, never the text of the user', () => {
    const draft = newDraft();
    draft.useDefaultText('Um modelo');
    expect(draft.values.message).to.equal('Um modelo');
    draft.useDefaultText('Outro modelo');
    expect(draft.values.message).to.equal('Outro modelo');
    draft.set('message', 'Outro modelo, mudado');
    draft.useDefaultText('Um modelo');
    expect(draft.values.message).to.equal('Outro modelo, mudado');
    draft.set('message', '  ');
    draft.useDefaultText('');
    expect(draft.values.message).to.equal('');
  });

  it('puts the first issue of a field to it, and says whether there was one', () => {
    const draft = newDraft();
    const refused = draft.refuse([
      { path: 'message', code: 'required' },
      { path: 'message', code: 'too_long' },
      { path: 'attachmentIds.1', code: 'attachment_not_ready' },
      { path: 'elsewhere', code: 'invalid' },
    ]);
    expect(refused).to.be.true;
    expect(draft.errors.message?.code).to.equal('required');
    expect(draft.errors.attachmentIds?.code).to.equal('attachment_not_ready');
    expect(draft.refuse([{ path: 'elsewhere', code: 'invalid' }])).to.be.false;
    expect(draft.errors).to.deep.equal({});
  });

  it('takes the error of a field away when it is changed', () => {
    const draft = newDraft();
    draft.refuse([
      { path: 'person', code: 'required' },
      { path: 'message', code: 'required' },
    ]);
    draft.set('person', 'Ana');
    expect(Object.keys(draft.errors)).to.deep.equal(['message']);
  });

  it('starts over', async () => {
    const draft = newDraft();
    draft.set('person', 'Ana');
    draft.notSent = 'x';
    draft.refuse([{ path: 'message', code: 'required' }]);
    await draft.submit(
      () => ({ person: 'Ana', message: '', attachmentIds: [] }),
      () => Promise.reject(createApiError({ status: 503, code: 'unavailable' })),
    );
    expect(draft.state).to.equal('failed');
    draft.reset();
    const { values, errors, notSent, touched, state } = draft;
    expect({ values, errors, notSent, touched, state }).to.deep.equal({
      values: {},
      errors: {},
      notSent: '',
      touched: false,
      state: 'idle',
    });
  });
});
