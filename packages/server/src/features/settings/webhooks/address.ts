import { lookup as lookUp } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { isAcceptedWebhookUrl } from '@fale-conosco/domain';
import { type Network, parseNetwork } from '../../../config/networks.ts';
import type { WebhookConfig } from '../../../config.ts';

/** The registries of special-purpose addresses (IANA; RFC 6890), and what is assigned to nobody. */
const SPECIAL = [
  ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ...['192.0.0.0/24', '192.0.2.0/24', '192.88.99.0/24', '192.168.0.0/16', '198.18.0.0/15'],
  ...['198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/4', '240.0.0.0/4'],
  // All that is not global unicast, 2000::/3: loopback, unique-local, link-local, multicast, and IPv4 behind ::, ::ffff:0:0/96
  // and the translators 64:ff9b::/96 and 64:ff9b:1::/48 (RFC 6052, RFC 8215).
  ...['::/3', '4000::/2', '8000::/1'],
  // Inside it: protocol assignments with Teredo, documentation, 6to4, which holds an IPv4 address.
  ...['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'],
];
/** Where clouds give out the machine's own credentials: no setting allows it. */
const CREDENTIALS = [
  ...['169.254.0.0/16', '100.100.100.200', '168.63.129.16', '192.0.0.192'],
  ...['fe80::/10', 'fd00:ec2::/32', 'fd20:ce::254', '::a9fe:0/112', '64:ff9b::a9fe:0/112', '2002:a9fe::/32'],
];

/** Whether an address is in a list of networks. */
type Check = (address: string, family: Network['family']) => boolean;

const checkOf = (networks: readonly Network[]): Check => {
  // A list compares mapped addresses with networks of IPv4, and IPv4 with `::ffff:0:0/96`: one for each kind keeps them apart.
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  for (const { address, prefix, family } of networks) lists[family].addSubnet(address, prefix, family);
  return (address, family) => lists[family].check(address, family);
};
const known = (texts: readonly string[]): Network[] => texts.flatMap((text) => parseNetwork(text) ?? []);
const isSpecial = checkOf(known(SPECIAL));
const credentials = new BlockList();
for (const { address, prefix, family } of known(CREDENTIALS)) credentials.addSubnet(address, prefix, family);

const FORBIDDEN_ADDRESS = 'ERR_FORBIDDEN_ADDRESS';

/** Where messages to other systems may go. */
export interface AddressRules {
  /** Whether messages may not be sent to an IP address. */
  isForbiddenAddress: (address: string) => boolean;
  /** Whether messages may be sent to a URL. A name may stand for any address: {@link lookup} decides it. */
  isAcceptedUrl: (url: string) => boolean;
  /**
   * Looks a name up for a connection, which then goes to an address that was checked: what the name stands for may have changed
   * since it was accepted (DNS rebinding).
   */
  lookup: LookupFunction;
}

/**
 * Makes the rules of an installation (SSRF): messages go to public addresses, and to the networks that the settings allow.
 */
export const createAddressRules = ({
  allowHttp,
  allowedNetworks,
}: Pick<WebhookConfig, 'allowHttp' | 'allowedNetworks'>): AddressRules => {
  const isAllowed = checkOf(allowedNetworks);

  const isForbiddenAddress = (text: string): boolean => {
    const [address = ''] = text.split('%');
    const family = isIP(address);
    if (family === 0) return true;
    const type = family === 6 ? 'ipv6' : 'ipv4';
    // Mapped ones too.
    if (credentials.check(address, type)) return true;
    return isSpecial(address, type) && !isAllowed(address, type);
  };
  // Names of this machine (RFC 6761, 6.3) are known before they are looked up.
  const isForbiddenHost = (host: string): boolean =>
    isIP(host) !== 0
      ? isForbiddenAddress(host)
      : /(^|\.)localhost\.?$/.test(host) && ['127.0.0.1', '::1'].every(isForbiddenAddress);

  return {
    isForbiddenAddress,
    isAcceptedUrl: (url) => isAcceptedWebhookUrl(url, { allowHttp, isForbiddenHost }),
    lookup: (hostname, options, callback) => {
      lookUp(hostname, { ...options, all: true }, (error, addresses) => {
        if (error) return callback(error, '', 0);
        const found = addresses.filter(({ address }) => !isForbiddenAddress(address));
        const [first] = found;
        if (!first) {
          const forbidden = Object.assign(new Error('No message may go there.'), { code: FORBIDDEN_ADDRESS });
          return callback(forbidden, '', 0);
        }
        return options.all ? callback(null, found) : callback(null, first.address, first.family);
      });
    },
  };
};
