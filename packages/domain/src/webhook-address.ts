/** Whether an address is of this machine, so that its traffic needs no encryption. */
export const isThisMachine = ({ hostname }: URL): boolean =>
  ['localhost', '127.0.0.1', '[::1]'].includes(hostname);

/**
 * Whether messages may be sent to an address: encrypted unless it is on this machine, without a password in it, and to
 * no host that is forbidden.
 *
 * @param options `allowHttp`: whether addresses without encryption are accepted beyond this machine;
 *   `isForbiddenHost`: of a name or an IP address, without brackets
 */
export const isAcceptedWebhookUrl = (
  text: string,
  { allowHttp, isForbiddenHost }: { allowHttp: boolean; isForbiddenHost: (host: string) => boolean },
): boolean => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.username !== '' || url.password !== '') return false;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && (allowHttp || isThisMachine(url))))
    return false;
  return !isForbiddenHost(url.hostname.replace(/^\[|\]$/g, ''));
};
