import { afterMark, secretMark } from './secret-kinds.ts';

const SCHEME_END = '://';
/** A longer authority is no address that anything would open; it also bounds the time for `://://://…`. */
const MAX_AUTHORITY_LENGTH = 512;
const ENDS_ADDRESS = /[\s"'<>`\\]/;
const LONG_SECRET_USER = /^(?=.*\d)[^\s[]{16,}$/;
const PORT = /^\d{1,5}$/;

/** Passwords in addresses: `postgres://app:hunter2@db/orders`; the user stays, a token alone in its place does not. */
export function redactUrlCredentials(text: string): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf(SCHEME_END); at !== -1; at = text.indexOf(SCHEME_END, Math.max(at + 1, from))) {
    const start = at + SCHEME_END.length;
    const userInfo = userInfoAt(text, start);
    if (userInfo === null) {
      continue;
    }
    const colon = userInfo.indexOf(':');
    const secretStart = start + colon + 1;
    const secretEnd = start + userInfo.length;
    const isSecret = colon === -1 ? LONG_SECRET_USER.test(userInfo) : secretEnd > secretStart;
    if (isSecret && afterMark(text, secretStart) !== secretEnd) {
      result += text.slice(from, secretStart) + secretMark('password');
      from = secretEnd;
    }
  }
  return from === 0 ? text : result + text.slice(from);
}

/** What stands before the `@` of the address that begins at `start`. */
function userInfoAt(text: string, start: number): string | null {
  const limit = Math.min(text.length, start + MAX_AUTHORITY_LENGTH);
  const window = text.slice(start, limit);
  const addressLength = window.search(ENDS_ADDRESS);
  const address = addressLength === -1 ? window : window.slice(0, addressLength);
  const slash = address.search(/[/?#]/);
  const authority = slash === -1 ? address : address.slice(0, slash);
  const at = authority.lastIndexOf('@');
  if (at !== -1) {
    return authority.slice(0, at);
  }
  // A password with a raw slash in it: what follows the colon is no port, and an `@` comes later.
  const colon = authority.indexOf(':');
  const later = address.indexOf('@');
  const isPassword = colon !== -1 && !authority.startsWith('[') && !PORT.test(authority.slice(colon + 1));
  return isPassword && later !== -1 ? address.slice(0, later) : null;
}
