import { PROTOCOL_STATUSES } from '@fale-conosco/contract';
import { expect, fixture, html } from '@open-wc/testing';
import type { TemplateResult } from 'lit';
import { iconFileText, iconTrash } from './contact-icons.ts';
import { iconInbox, iconPlus, iconSearch } from './icons.ts';
import { contactMessages } from './messages/contact-messages.ts';
import {
  copiedLabel,
  emptyState,
  fieldError,
  notice,
  protocolNumber,
  skeletonLines,
  statusMark,
  unreadBadge,
} from './templates.ts';
import { expectAccessibleEverywhere, sidewaysOverflow } from './testing/index.ts';
import { defineSample, type SampleElement } from './testing/sample-element.ts';
import type { UiController } from './ui-controller.ts';

defineSample();

const NUMBER = '34665920261124000123';

const show = async (content: (ui: UiController) => TemplateResult): Promise<SampleElement> => {
  const element = await fixture<SampleElement>(html`<fc-sample theme="light"></fc-sample>`);
  element.content = content;
  await element.updateComplete;
  return element;
};
const textOf = (element: SampleElement, selector: string) =>
  element.renderRoot.querySelector(selector)?.textContent?.trim();

/** One screen with every primitive on it. */
const everything = (ui: UiController) => {
  const { t, formats } = ui;
  const texts = contactMessages(ui);
  return html`<div class="page">
  <div class="cluster spread">
    <h2 class="title">${t.list.title}</h2>
    <button class="btn btn-primary">${iconPlus()}${t.list.newContact}</button>
  </div>
  <div class="tabs" role="tablist" aria-label=${t.list.tabsLabel}>
    <button class="tab" role="tab" aria-selected="true">${t.list.all}<span class="count">128</span></button>
    <button class="tab" role="tab" aria-selected="false">${t.list.closed}<span class="count">16</span></button>
  </div>
  <label class="search">
    <span class="visually-hidden">${t.list.searchLabel}</span>${iconSearch()}
    <input class="input" type="search" placeholder=${t.list.searchPlaceholder} />
  </label>
  <div class="cluster">
    <button class="chip" aria-pressed="true">a</button><button class="chip" aria-pressed="false">b</button>
    <label class="check"><input type="checkbox" checked />${t.list.unreadOnly}</label>
  </div>
  <table class="table" role="table">
    <thead role="rowgroup">
      <tr role="row"><th scope="col" role="columnheader">${t.fields.protocol}</th>
        <th scope="col" role="columnheader">${t.fields.status}</th>
        <th scope="col" role="columnheader">${t.fields.actions}</th></tr>
    </thead>
    <tbody role="rowgroup">
      ${PROTOCOL_STATUSES.map(
        (status, row) => html`<tr role="row">
          <td role="cell" class="wide" data-label=${t.fields.protocol}>${protocolNumber(NUMBER)}</td>
          <td role="cell" data-label=${t.fields.status}>${statusMark(status, t)}</td>
          <td role="cell" data-label=${t.fields.actions}>
            <span class="cluster nowrap"><button class="link">${t.common.viewContact}</button>${unreadBadge(row * 30, t)}</span>
          </td>
        </tr>`,
      )}
    </tbody>
  </table>
  <dl class="data card card-sunken"><div><dt>${t.fields.contactPerson}</dt><dd>Ana Beatriz Moura</dd></div></dl>
  ${(['info', 'success', 'warning', 'error', 'offline'] as const).map((kind) =>
    notice(kind, {
      title: t.common.offline,
      text: html`${t.common.offlineDetail} <button class="link">${t.common.retry}</button>`,
      actions: html`<button class="btn">${t.common.retry}</button>`,
    }),
  )}
  <div class="columns">
    <div class="field">
      <label class="label" for="email">${t.fields.contactEmail}</label>
      <input class="input" id="email" aria-invalid="true" aria-describedby="email-error" />
      ${fieldError('email-error', t.errors.unexpected)}
    </div>
    <div class="field">
      <label class="label" for="method">${t.fields.contactMethod} <span class="optional">${t.common.optional}</span></label>
      <p class="hint">${texts.form.requiredHint}</p>
      <select class="input" id="method"><option>Web</option></select>
      <span class="counter" data-over>${t.common.remainingCount(-1)}</span>
    </div>
  </div>
  <div class="drop"><button class="btn">${texts.attachments.choose}</button>${texts.attachments.dropHint}</div>
  <ul class="files">
    <li class="file" data-state="failed">
      ${iconFileText()}
      <div><span class="file-name">guia-de-internacao-com-um-nome-que-nao-acaba-nunca-2026-11-24-versao-final.pdf</span>
        <span class="file-meta">${formats.fileSize(1234567)}</span></div>
      <button class="btn btn-quiet btn-icon" aria-label=${t.common.cancel}>${iconTrash()}</button>
      <progress class="progress" max="100" value="42" aria-label=${texts.attachments.progressOf('guia.pdf')}></progress>
      <p class="error">${texts.attachments.failed}</p>
    </li>
  </ul>
  ${emptyState(iconInbox(), { title: t.list.emptyTitle, text: t.list.emptyText, action: html`<button class="btn">a</button>` })}
  ${skeletonLines(3, t)}
  <div class="actions">
    <button class="btn btn-primary" aria-busy="true">${texts.form.saving}</button><button class="btn btn-danger">b</button>
    <button class="btn btn-quiet">c</button><button class="btn" aria-disabled="true">d</button>
    <button class="btn">${copiedLabel(t)}</button>
  </div>
</div>`;
};

describe('templates', () => {
  it('groups a protocol number for the eye and copies it without spaces', async () => {
    const element = await show(() => protocolNumber(NUMBER));
    const groups = [...element.renderRoot.querySelectorAll('.protocol-number > span')];
    expect(groups.map((group) => group.textContent)).to.deep.equal(['346659', '20261124', '000123']);
    expect(textOf(element, '.protocol-number')).to.equal(NUMBER);
  });

  it('says a status in words beside a shape, unknown ones included', async () => {
    const element = await show(({ t }) => statusMark('paused_by_newer_server', t));
    expect(textOf(element, '.status')).to.equal('Em andamento');
    expect(element.renderRoot.querySelector('.status svg[aria-hidden=true]')).to.exist;
  });

  it('says the unread number in words and shows nothing for none', async () => {
    const element = await show(({ t }) => html`${unreadBadge(120, t)}<i>${unreadBadge(0, t)}</i>`);
    expect(textOf(element, '.badge [aria-hidden]')).to.equal('99+');
    expect(textOf(element, '.badge .visually-hidden')).to.equal('120 mensagens não visualizadas');
    expect(element.renderRoot.querySelector('i .badge')).to.equal(null);
  });

  it('shows no error where there is none', async () => {
    const element = await show(() => html`${fieldError('x', undefined)}`);
    expect(element.renderRoot.querySelector('.error')).to.equal(null);
  });

  it('are accessible', async () => {
    await expectAccessibleEverywhere(await show(everything));
  });

  for (const width of [288, 400, 500, 720, 860, 1040]) {
    it(`let nothing stick out sideways in a box of ${width} px`, async () => {
      const element = await show(everything);
      element.style.setProperty('width', `${width}px`);
      expect(sidewaysOverflow(element)).to.deep.equal([]);
    });
  }

  it('give every target at least 24 px', async () => {
    const element = await show(everything);
    for (const target of element.renderRoot.querySelectorAll<HTMLElement>('button, input, select')) {
      const box = (target.closest('label') ?? target).getBoundingClientRect();
      expect(Math.min(box.width, box.height), target.outerHTML).to.be.at.least(24);
    }
  });
});
