const MAX_LINK = 2000;

/** Whoever sends may write anything: only what a browser opens safely becomes a link. */
export function webLink(text: string | null, redact: (text: string) => string): string | null {
  if (text === null || text.length > MAX_LINK || !URL.canParse(text)) {
    return null;
  }
  const { protocol, username, password, href } = new URL(text);
  const isSafe = (protocol === 'http:' || protocol === 'https:') && username === '' && password === '';
  // A link without its secret leads nowhere, so it is left out whole.
  return isSafe && href.length <= MAX_LINK && redact(href) === href ? href : null;
}
