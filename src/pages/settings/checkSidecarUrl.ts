/** What is wrong with an address, as a sentence; null when Grafana's proxy can use it. */
export function checkSidecarUrl(address: string): string | null {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return 'This is not an address. It begins with http:// or https:// and names a host.';
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return 'The address begins with http:// or https://.';
  }
  if (url.username !== '' || url.password !== '') {
    return 'The address carries no user or password; the key below is the credential.';
  }
  if (url.search !== '' || url.hash !== '') {
    return 'The address ends with its host, port and path: no ? and no #.';
  }
  if (/\/v1\/?$/.test(url.pathname)) {
    return 'The address is given without /v1; that is added by itself.';
  }
  return null;
}
