import { formatProtocolNumber, type Receipt } from '@fale-conosco/contract';
import { contactMessages, type UiController } from '@fale-conosco/ui';
import { css, html, type ReactiveElement, render } from 'lit';

const styles = css`
  @page {
    margin: 20mm;
  }
  body {
    margin: 0;
    color: #000;
    background: #fff;
    font: 11pt/1.5 system-ui, 'Segoe UI', Arial, sans-serif;
  }
  h1 {
    font-size: 16pt;
    margin: 0 0 2pt;
  }
  .number {
    font-size: 20pt;
    font-weight: 600;
    font-variant-numeric: tabular-nums;
    border-block: 1px solid #999;
    padding-block: 10pt;
    margin-block: 14pt;
  }
  dl {
    display: grid;
    grid-template-columns: 160pt 1fr;
    gap: 6pt 12pt;
    margin: 0;
  }
  dt {
    color: #444;
  }
  dd {
    margin: 0;
    overflow-wrap: anywhere;
  }
  small {
    display: block;
    color: #444;
    font-size: 8pt;
  }
`;

const receiptPage = (receipt: Receipt, ui: UiController) => {
  const { t, formats } = ui;
  const texts = contactMessages(ui);
  const rows: [label: string, value: unknown][] = [
    [texts.form.operator, receipt.operator.name],
    [texts.form.ansRegistration, receipt.operator.ansRegistration],
    [texts.form.provider, receipt.provider.name],
    [t.fields.registeredAt, formats.dateTime(receipt.registeredAt)],
    [t.fields.classification, receipt.classificationPath.join(' › ')],
    [t.fields.contactMethod, receipt.contactMethod],
    [t.fields.contactPerson, receipt.contactPerson],
    ...receipt.attachments.map(({ fileName, sizeBytes, sha256 }, index): [string, unknown] => [
      index === 0 ? texts.attachments.label : '',
      html`${fileName} (${formats.fileSize(sizeBytes)})${sha256 ? html`<small>SHA-256 ${sha256}</small>` : ''}`,
    ]),
    [texts.form.issuedAt, formats.dateTime(receipt.issuedAt)],
  ];
  return html`<h1>${texts.form.receiptTitle}</h1>
    <div class="number">${formatProtocolNumber(receipt.number)}</div>
    <dl>
      ${rows.map(
        ([label, value]) =>
          html`<dt>${label}</dt>
            <dd>${value}</dd>`,
      )}
    </dl>`;
};

/**
 * Lays the receipt out in a frame of its own inside the element's root, out of sight: printing it prints nothing of the
 * host page, whatever print styles that has.
 */
export const receiptFrame = (
  host: ReactiveElement,
  receipt: Receipt,
  ui: UiController,
): HTMLIFrameElement => {
  const frame = document.createElement('iframe');
  frame.className = 'visually-hidden';
  frame.tabIndex = -1;
  frame.setAttribute('aria-hidden', 'true');
  host.renderRoot.append(frame);
  const { contentDocument: page, contentWindow } = frame;
  if (!page || !contentWindow) throw new Error('The frame of the receipt has no document');
  // A constructed sheet belongs to the document whose window made it; `<style>` would need the host's policy to allow it.
  const sheet = new (contentWindow as Window & typeof globalThis).CSSStyleSheet();
  sheet.replaceSync(styles.cssText);
  page.adoptedStyleSheets = [sheet];
  page.documentElement.lang = ui.locale;
  // The name under which a receipt is saved as PDF.
  page.title = `${contactMessages(ui).form.receiptTitle} ${receipt.number}`;
  render(receiptPage(receipt, ui), page.body);
  return frame;
};

/** Prints a receipt and nothing else of the page. */
export const printReceipt = (host: ReactiveElement, receipt: Receipt, ui: UiController): void => {
  const frame = receiptFrame(host, receipt, ui);
  frame.contentWindow?.addEventListener('afterprint', () => frame.remove(), { once: true });
  frame.contentWindow?.print();
};
