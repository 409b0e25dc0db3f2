import { secretMark } from './secret-kinds.ts';

const SCHEME_AND_VALUE = /\b((?:bearer|basic|apikey)[ \t]{1,3})([A-Za-z0-9._~+/=-]{8,})/gi;
/** "Basic authentication failed" is prose: a credential has digits, inner capitals or padding. */
const LIKE_A_CREDENTIAL = /\d|[a-z][A-Z]|=$/;

/** `Bearer …`, `Basic …` and `ApiKey …` wherever they stand, without the header's name. */
export function redactAuthorizationSchemes(text: string): string {
  return text.replace(SCHEME_AND_VALUE, (match: string, scheme: string, value: string) =>
    LIKE_A_CREDENTIAL.test(value) ? `${scheme}${secretMark('authorization')}` : match
  );
}
