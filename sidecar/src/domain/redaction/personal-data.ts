import { secretMark } from './secret-kinds.ts';

export const PERSONAL_KINDS = ['names', 'mails', 'addresses'] as const;
export type PersonalKind = (typeof PERSONAL_KINDS)[number];

const MAIL = /[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z][A-Za-z0-9-]{1,62}/g;
const IPV4 = /(?<![\w.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)/g;
const IPV6_RUN = /(?<![\w:.])[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:]{1,42}(?:\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3})?(?![\w:])/g;
/** International form, or three groups of three and four digits with the same separator; plain digits are ids. */
const PHONE =
  /(?<![\w+.-])(?:\+\d{1,3}[ .-]?(?:\(\d{1,4}\)[ .-]?)?\d{1,4}(?:[ .-]?\d{2,4}){2,4}|\(\d{3}\) ?\d{3}-\d{4})(?![\w-])/g;

/** The parser of addresses in links knows every form of them. */
function isIPv6(text: string): boolean {
  return URL.canParse(`http://[${text}]/`);
}

export function redactMails(text: string): string {
  return text.replace(MAIL, secretMark('mail'));
}

export function redactAddresses(text: string): string {
  return text
    .replace(IPV6_RUN, (match) => (isIPv6(match) ? secretMark('ip-address') : match))
    .replace(IPV4, secretMark('ip-address'))
    .replace(PHONE, secretMark('phone'));
}
