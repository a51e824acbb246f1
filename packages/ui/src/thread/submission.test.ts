import { ConnectionError, createApiError } from '@fale-conosco/sdk';
import { expect } from '@open-wc/testing';
import type { ReactiveControllerHost } from 'lit';
import type { AttachmentsController } from '../attachments/attachments-controller.ts';
import { Submission, type SubmissionOptions } from './submission.ts';

interface Input {
  body: string;
  attachmentIds: string[];
}

const host: ReactiveControllerHost = {
  addController: () => {},
  removeController: () => {},
  requestUpdate: () => {},
  updateComplete: Promise.resolve(true),
};
const noFiles = { items: [], problems: [], settled: async () => {}, reset: () => {} };

const make = (): Submission<Input> => new Submission(host, noFiles as unknown as AttachmentsController);
const written = (body: string) => (): Input => ({ body, attachmentIds: [] });

describe('Submission', () => {
  it('keeps one key over tries whose outcome is unknown, and takes another afterwards', async () => {
    const submission = make();
    const keys: string[] = [];
    const lost = async (_input: Input, { idempotencyKey }: SubmissionOptions): Promise<never> => {
      keys.push(idempotencyKey);
      throw new ConnectionError();
    };
    await submission.submit(written('a'), lost);
    expect(submission.state).to.equal('failed');
    expect(submission.outcomeUnknown).to.equal(true);
    await submission.submit(written('a'), async (_input, { idempotencyKey }) => keys.push(idempotencyKey));
    expect(submission.state).to.equal('sent');
    await submission.submit(written('b'), async (_input, { idempotencyKey }) => keys.push(idempotencyKey));
    expect(keys[0]).to.equal(keys[1]);
    expect(keys[2]).not.to.equal(keys[0]);
  });

  it('brings the result of an earlier try that had arrived', async () => {
    const submission = make();
    await submission.submit(written('first'), async () => Promise.reject(new ConnectionError()));
    const done = await submission.submit(written('second'), async ({ body }) => {
      if (body === 'second') throw createApiError({ status: 422, code: 'idempotency_key_reused' });
      return body;
    });
    expect(done?.result).to.equal('first');
    expect(done?.sent.body).to.equal('first');
  });

  for (const arrived of ['first', 'second', 'third']) {
    it(`finds the ${arrived} of three tries that were changed in between`, async () => {
      const submission = make();
      const asked: string[] = [];
      for (const body of ['first', 'second', 'third'])
        await submission.submit(written(body), async () => Promise.reject(new ConnectionError()));
      const done = await submission.submit(written('fourth'), async ({ body }) => {
        asked.push(body);
        if (body !== arrived) throw createApiError({ status: 422, code: 'idempotency_key_reused' });
        return body;
      });
      expect(done?.sent.body).to.equal(arrived);
      expect(asked).to.deep.equal(['fourth', 'third', 'second', 'first'].slice(0, asked.length));
      expect(submission.state).to.equal('sent');
    });
  }

  it('starts anew after a refusal for what it says', async () => {
    const submission = make();
    const keys: string[] = [];
    await submission.submit(written(''), async (_input, { idempotencyKey }) => {
      keys.push(idempotencyKey);
      throw createApiError({
        status: 422,
        code: 'validation_failed',
        issues: [{ path: 'body', code: 'required' }],
      });
    });
    expect(submission.issue('body')?.code).to.equal('required');
    expect(submission.outcomeUnknown).to.equal(false);
    await submission.submit(written('a'), async (_input, { idempotencyKey }) => keys.push(idempotencyKey));
    expect(keys[1]).not.to.equal(keys[0]);
  });

  it('sends nothing that was given up while its files were on their way', async () => {
    let whole: () => void = () => {};
    const files = { ...noFiles, settled: () => new Promise<void>((resolve) => (whole = resolve)) };
    const submission = new Submission<Input>(host, files as unknown as AttachmentsController);
    const sent: Input[] = [];
    const sending = submission.submit(written('a'), async (input) => sent.push(input));
    submission.reset();
    whole();
    expect(await sending).to.equal(undefined);
    expect(sent).to.have.length(0);
  });
});
