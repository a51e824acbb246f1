import { protocolNumber } from '@fale-conosco/ui';
import { html, type TemplateResult } from 'lit';
import { CrmProtocolOpenEvent } from './crm-events.ts';

/** Gives a protocol's own address. */
export type ProtocolHref = (number: string) => string;

const open = (event: MouseEvent, number: string): void => {
  // With a modifier key the browser opens the address elsewhere.
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.currentTarget?.dispatchEvent(new CrmProtocolOpenEvent({ number }));
};

/** A protocol's number as a link where protocols have addresses, and as a button elsewhere. Fires `crm-protocol-open`. */
export const protocolLink = (number: string, href: ProtocolHref | undefined): TemplateResult =>
  href
    ? html`<a class="link" data-focus-home href=${href(number)} @click=${(event: MouseEvent) => open(event, number)}
        >${protocolNumber(number)}</a
      >`
    : html`<button class="link" data-focus-home @click=${(event: MouseEvent) => open(event, number)}>${protocolNumber(number)}</button>`;
