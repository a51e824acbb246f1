import { expect } from '@open-wc/testing';
import { OwnChanges } from './own-changes.ts';

const changed = { type: 'catalogue.changed', id: '1', data: {} } as const;
const reset = { type: 'stream.reset', id: '2', data: {} } as const;

/** A change that ends when it is told to. */
const pendingChange = () => {
  let resolve: (result: string | undefined) => void = () => {};
  const promise = new Promise<string | undefined>((settle) => {
    resolve = settle;
  });
  return { change: () => promise, resolve: (result: string | undefined) => resolve(result) };
};

describe('own changes', () => {
  it('covers the event that follows a change, and no other one', async () => {
    const own = new OwnChanges(() => {});
    expect(own.covers(changed)).to.equal(false);
    await own.run(() => Promise.resolve('saved'));
    expect(own.covers(changed)).to.equal(true);
    expect(own.covers(changed)).to.equal(false);
  });

  it('covers an event that arrives before the response, and then none after it', async () => {
    const missed: string[] = [];
    const own = new OwnChanges(() => missed.push('missed'));
    const { change, resolve } = pendingChange();
    const running = own.run(change);
    expect(own.covers(changed)).to.equal(true);
    resolve('saved');
    expect(await running).to.equal('saved');
    expect(own.covers(changed)).to.equal(false);
    expect(missed).to.deep.equal([]);
  });

  it('never covers a reset of the stream, which stands for lost events of others', async () => {
    const own = new OwnChanges(() => {});
    const { change, resolve } = pendingChange();
    const running = own.run(change);
    expect(own.covers(reset)).to.equal(false);
    resolve('saved');
    await running;
    expect(own.covers(reset)).to.equal(false);
    expect(own.covers(changed)).to.equal(true);
  });

  it('asks for a reading when the change failed and an event arrived meanwhile', async () => {
    const missed: string[] = [];
    const own = new OwnChanges(() => missed.push('missed'));
    const { change, resolve } = pendingChange();
    const running = own.run(change);
    own.covers(changed);
    resolve(undefined);
    await running;
    expect(missed).to.deep.equal(['missed']);
    expect(own.covers(changed)).to.equal(false);
  });

  it('covers nothing after a change that was thrown back', async () => {
    const own = new OwnChanges(() => {});
    const error = new Error('no connection');
    await own.run(() => Promise.reject(error)).catch((reason: unknown) => expect(reason).to.equal(error));
    expect(own.covers(changed)).to.equal(false);
  });
});
