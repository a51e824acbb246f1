import { LitElement, type PropertyDeclarations, type TemplateResult } from 'lit';
import { foundation } from '../styles/index.ts';
import { notice } from '../templates.ts';
import { UiController, uiProperties } from '../ui-controller.ts';
import type { ClientSource } from './shared-client.ts';

/**
 * An element that works with a client, the provider's or the operator's: the attributes and properties by which a page says where its data comes from,
 * and the shared foundation around its content.
 */
export abstract class ConnectedElement<Client> extends LitElement {
  static override properties: PropertyDeclarations = {
    ...uiProperties,
    apiBaseUrl: { attribute: 'api-base-url' },
    tokenUrl: { attribute: 'token-url' },
    getToken: { attribute: false },
    client: { attribute: false },
  };

  static override styles = foundation;

  /**
   * Language of the interface: `pt-BR`, `en`, `es`; `auto` follows the browser; absent, the page's `lang`.
   *
   * @attr locale
   */
  declare locale: string | undefined;
  /**
   * `light`, `dark` or `auto`; absent, the page's `color-scheme`.
   *
   * @attr theme
   */
  declare theme: string | undefined;
  /**
   * Address of the API, without `/v1`.
   *
   * @attr api-base-url
   */
  declare apiBaseUrl: string | undefined;
  /**
   * Same-origin address of the portal that answers `{ "token": "…" }` to a POST.
   *
   * @attr token-url
   */
  declare tokenUrl: string | undefined;
  /** Gives a bearer token; in place of `token-url`. */
  declare getToken: (() => Promise<string> | string) | undefined;
  /** An SDK client of the page's own; wins over the addresses. */
  declare client: Client | undefined;

  protected readonly ui: UiController = new UiController(this);

  /** The client in use; undefined while the page has not said where the data comes from. */
  protected get api(): Client | undefined {
    if (this.client) return this.client;
    if (this.apiBaseUrl === undefined) return undefined;
    const { apiBaseUrl, tokenUrl, getToken } = this;
    return this.clientOf({ apiBaseUrl, tokenUrl, getToken, locale: this.ui.locale });
  }

  /** The client of the page's addresses, shared with other elements of the same ones. */
  protected abstract clientOf(source: ClientSource): Client | undefined;

  /** The element's content, once there is a client. */
  protected abstract renderContent(api: Client): unknown;

  protected override render(): TemplateResult {
    const { api } = this;
    return this.ui.shell(
      api ? this.renderContent(api) : notice('error', { text: this.ui.t.errors.notConfigured }),
    );
  }
}
