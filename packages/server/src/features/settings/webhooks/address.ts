import { BlockList, isIP } from 'node:net';
import { isAcceptedWebhookUrl } from '@fale-conosco/domain';

/**
 * Metadata services of clouds, which give out the machine's own credentials (SSRF). Private networks may hold a receiver,
 * and stay open.
 */
const forbidden = new BlockList();
forbidden.addSubnet('169.254.0.0', 16, 'ipv4');
forbidden.addSubnet('0.0.0.0', 8, 'ipv4');
forbidden.addAddress('100.100.100.200', 'ipv4');
forbidden.addAddress('168.63.129.16', 'ipv4');
forbidden.addAddress('192.0.0.192', 'ipv4');
forbidden.addSubnet('fe80::', 10, 'ipv6');
forbidden.addAddress('fd00:ec2::254', 'ipv6');
forbidden.addAddress('fd20:ce::254', 'ipv6');
forbidden.addAddress('::', 'ipv6');
// The same IPv4 addresses behind a translator (RFC 6052).
forbidden.addSubnet('64:ff9b::a9fe:0', 112, 'ipv6');

/** Whether messages may not be sent to an IP address. */
export const isForbiddenAddress = (address: string): boolean => {
  const family = isIP(address);
  return family === 0 || forbidden.check(address, family === 6 ? 'ipv6' : 'ipv4');
};

/** Whether messages may be sent to an address, by the installation's settings. */
export const isAcceptedUrl = (text: string, { allowHttp }: { allowHttp: boolean }): boolean =>
  isAcceptedWebhookUrl(text, {
    allowHttp,
    isForbiddenHost: (host) => isIP(host) !== 0 && isForbiddenAddress(host),
  });
