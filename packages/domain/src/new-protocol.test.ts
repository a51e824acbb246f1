import assert from 'node:assert/strict';
import { describe, it, test } from 'node:test';
import {
  areRepliesReleased,
  isMethodOffered,
  offeredMethods,
  takesContacts,
  takesReplies,
} from './contact-methods.ts';
import {
  forwardIssue,
  type OperatorOpening,
  operatorOpeningIssues,
  type ProviderOpening,
  providerOpeningIssues,
} from './new-protocol.ts';
import { operatorMessageIssue } from './operator-messages.ts';

const leaf = {
  isLeaf: true,
  lineActive: true,
  groupId: 'g',
  groupActive: true,
  shownToProviders: true,
  attachmentRequired: false,
};
const method = { active: true, mode: 'both', faleConosco: true, releasedForWeb: true };
const texts = (issues: { path: string; code: string }[]) => issues.map(({ path, code }) => `${path} ${code}`);

describe("A provider's new protocol", () => {
  const opening: ProviderOpening = {
    classification: leaf,
    contactMethod: method,
    previous: undefined,
    namesPrevious: false,
    attachmentCount: 0,
  };
  const issues = (changes: Partial<ProviderOpening>) =>
    texts(providerOpeningIssues({ ...opening, ...changes }));

  it('refers to what providers are offered', () => {
    assert.deepEqual(issues({}), []);
    assert.deepEqual(issues({ classification: undefined, contactMethod: undefined }), [
      'classificationId not_available',
      'contactMethodId not_available',
    ]);
    for (const change of [
      { isLeaf: false },
      { lineActive: false },
      { groupActive: false },
      { shownToProviders: false },
    ])
      assert.deepEqual(issues({ classification: { ...leaf, ...change } }), [
        'classificationId not_available',
      ]);
  });

  it('refers to a previous protocol of its own that is closed', () => {
    const wrong = ['previousProtocolNumber not_available'];
    assert.deepEqual(issues({ namesPrevious: true }), wrong);
    assert.deepEqual(issues({ namesPrevious: true, previous: { closed: false } }), wrong);
    assert.deepEqual(issues({ namesPrevious: true, previous: { closed: true } }), []);
  });

  it('has the attachment that its classification requires', () => {
    const classification = { ...leaf, attachmentRequired: true };
    assert.deepEqual(issues({ classification }), ['attachmentIds attachment_required']);
    assert.deepEqual(issues({ classification, attachmentCount: 1 }), []);
  });
});

describe("An agent's new protocol", () => {
  const opening: OperatorOpening = {
    provider: { active: true },
    classification: leaf,
    contactMethod: { active: true, mode: 'contact' },
    reach: new Set(['g']),
  };
  const issues = (changes: Partial<OperatorOpening>) =>
    texts(operatorOpeningIssues({ ...opening, ...changes }));

  it('is for an active provider, under a classification of a group in reach, by a method of contact', () => {
    assert.deepEqual(issues({}), []);
    assert.deepEqual(issues({ reach: 'all' }), []);
    assert.deepEqual(issues({ reach: new Set(['h']) }), ['classificationId not_available']);
    assert.deepEqual(
      issues({ provider: { active: false }, contactMethod: { active: true, mode: 'return' } }),
      ['providerId not_available', 'contactMethodId not_available'],
    );
  });
});

describe('A contact method', () => {
  it('takes contacts, replies or both while it is active', () => {
    const modes = ['contact', 'return', 'both', 'unknown'];
    assert.deepEqual(
      modes.filter((mode) => takesContacts({ active: true, mode })),
      ['contact', 'both'],
    );
    assert.deepEqual(
      modes.filter((mode) => takesReplies({ active: true, mode })),
      ['return', 'both'],
    );
    assert.ok(!takesContacts({ ...method, active: false }) && !takesReplies({ ...method, active: false }));
  });

  it('is offered to providers with Fale Conosco', () => {
    assert.ok(isMethodOffered(method));
    assert.deepEqual(offeredMethods([method, { ...method, faleConosco: false }]), [method]);
  });

  it('of return releases replies for the Web', () => {
    assert.ok(areRepliesReleased([method]));
    assert.ok(
      !areRepliesReleased([
        { ...method, mode: 'contact' },
        { ...method, releasedForWeb: false },
      ]),
    );
  });
});

describe("An agent's message", () => {
  const message = { visibility: 'internal', asksProvider: false, contactMethodId: null } as const;
  const issue = (changes: object, accessesConfidential = false) => {
    const found = operatorMessageIssue({ ...message, ...changes }, { accessesConfidential });
    return found && `${found.path} ${found.code}`;
  };

  it('is confidential only for those who read it, and asks or goes back only when it is public', () => {
    assert.equal(issue({}), undefined);
    assert.equal(issue({ visibility: 'confidential' }), 'visibility not_available');
    assert.equal(issue({ visibility: 'confidential' }, true), undefined);
    assert.equal(issue({ asksProvider: true }), 'asksProvider not_available');
    assert.equal(issue({ contactMethodId: 'm' }), 'contactMethodId not_available');
    assert.equal(issue({ visibility: 'public', asksProvider: true, contactMethodId: 'm' }), undefined);
  });
});

test('a protocol is forwarded to a group or to a classification', () => {
  assert.equal(forwardIssue({ groupId: 'g' }), undefined);
  assert.equal(forwardIssue({ classificationId: 'c' }), undefined);
  assert.equal(forwardIssue({})?.code, 'required');
  assert.equal(forwardIssue({ groupId: 'g', classificationId: 'c' })?.code, 'invalid_choice');
});
