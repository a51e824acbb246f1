import type { FaleConoscoClientOptions } from '@fale-conosco/sdk';

/** Where an element's data comes from, as its page says it. */
export interface ClientSource {
  /** Address of the API, without `/v1`. */
  apiBaseUrl: string;
  /** Same-origin address of the portal that answers `{ "token": "…" }` to a POST. */
  tokenUrl?: string | undefined;
  /** In place of `tokenUrl`: a function of the page. */
  getToken?: (() => Promise<string> | string) | undefined;
  /** Language of the server's texts. */
  locale: string;
}

const fetchToken = async (tokenUrl: string): Promise<string> => {
  const response = await fetch(tokenUrl, { method: 'POST', credentials: 'same-origin', cache: 'no-store' });
  if (!response.ok) throw new Error(`The token address answered ${response.status}`);
  const { token } = (await response.json()) as { token: string };
  return token;
};

/** Whether a token may be requested at this address: only at the portal's own origin, because the portal's cookie goes along. */
export const isOwnOrigin = (url: string): boolean => {
  try {
    // Not `document.baseURI`: a legacy `<base href>` must not move the address to another host.
    return new URL(url, location.href).origin === location.origin;
  } catch {
    return false;
  }
};

/**
 * Makes one kind of client shareable. Elements of one page with the same source share their client, and so one token, one
 * session request and one event stream.
 *
 * @returns gives the client of a source; undefined when the source lacks a way to a token
 */
export const shareClients = <Client>(
  create: (options: FaleConoscoClientOptions) => Client,
): ((source: ClientSource) => Client | undefined) => {
  const byAddress = new Map<string, Client>();
  const byFunction = new WeakMap<() => Promise<string> | string, Map<string, Client>>();
  return ({ apiBaseUrl, tokenUrl, getToken, locale }) => {
    const key = [apiBaseUrl, locale, getToken ? '' : tokenUrl].join(' ');
    let clients = byAddress;
    let tokenSource = getToken;
    if (getToken) {
      clients = byFunction.get(getToken) ?? new Map<string, Client>();
      byFunction.set(getToken, clients);
    } else if (tokenUrl && isOwnOrigin(tokenUrl)) {
      const address = new URL(tokenUrl, location.href).href;
      tokenSource = () => fetchToken(address);
    }
    if (!tokenSource) return undefined;
    const client = clients.get(key) ?? create({ baseUrl: apiBaseUrl, getToken: tokenSource, locale });
    clients.set(key, client);
    return client;
  };
};
