import type { CrmProtocol } from '@fale-conosco/contract';
import { iconChevronDown } from '@fale-conosco/ui';
import { html, type TemplateResult } from 'lit';
import { type AccessLog, accessLog } from './access-log.ts';
import { type ProtocolContext, protocolFacts } from './protocol-header.ts';

/** State and callbacks of the facts beside the thread. */
export interface FactsPanelOptions {
  protocol: CrmProtocol;
  log: AccessLog;
  /** Shown also where there is no room for them beside the thread. */
  open: boolean;
  onToggle: () => void;
  onOpenProtocol: (number: string) => void;
}

/** The facts of a protocol and its access log; where it is narrow, behind a button. */
export const factsPanel = (
  { protocol, log, open, onToggle, onOpenProtocol }: FactsPanelOptions,
  context: ProtocolContext,
): TemplateResult => {
  const { facts } = context.texts.protocol;
  return html`<aside class="side" aria-label=${facts}>
    <button class="btn btn-quiet facts-button" aria-expanded=${open} aria-controls="facts" @click=${onToggle}>
      ${iconChevronDown()}${facts}
    </button>
    <div class="facts card card-sunken stack" id="facts" ?data-open=${open}>
      ${protocolFacts(protocol, onOpenProtocol, context)} ${accessLog(log, context)}
    </div>
  </aside>`;
};
