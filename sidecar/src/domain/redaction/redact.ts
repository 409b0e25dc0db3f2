import { redactAuthorizationSchemes } from './authorization-schemes.ts';
import { redactHighEntropy } from './high-entropy.ts';
import { redactKeyValues, redactNames } from './key-values.ts';
import { TRAIT, traitsOf } from './line-traits.ts';
import { redactAddresses, redactMails, type PersonalKind } from './personal-data.ts';
import { redactPrivateKeys } from './private-keys.ts';
import { redactUrlCredentials } from './url-credentials.ts';
import { redactVendorKeys } from './vendor-keys.ts';

/**
 * Redaction: telemetry carries secrets that nobody meant to send. Before anything is stored, counted as a template,
 * sent to a model or to a person, each text passes here once and secrets become `[secret:kind]`. Three ways to know a
 * secret, after the practice of secret scanners: by its maker's form, by the name before it, by looking like chance.
 * Promises: pure, idempotent, linear time, never throws; an ordinary line costs one cheap look (line-traits.ts).
 * What it cannot know: a password in prose without a name before it, and a hex secret that looks like a trace id.
 */
export type Redactor = (text: string) => string;

/** A mark ends the word before it, so what was glued to a secret is looked at again; more than two rounds are rare. */
const MAX_ROUNDS = 8;

export function createRedactor(personal: readonly PersonalKind[] = []): Redactor {
  const names = personal.includes('names');
  const mails = personal.includes('mails');
  const addresses = personal.includes('addresses');
  const once = (text: string): string => {
    const traits = traitsOf(text, names);
    if (traits === 0) {
      return text;
    }
    const has = (trait: number) => (traits & trait) !== 0;
    let redacted = text;
    redacted = has(TRAIT.privateKey) ? redactPrivateKeys(redacted) : redacted;
    redacted = has(TRAIT.url) ? redactUrlCredentials(redacted) : redacted;
    redacted = has(TRAIT.vendor) || has(TRAIT.url) ? redactVendorKeys(redacted) : redacted;
    redacted = has(TRAIT.keyword) ? redactKeyValues(redacted) : redacted;
    redacted = has(TRAIT.scheme) ? redactAuthorizationSchemes(redacted) : redacted;
    redacted = has(TRAIT.entropy) ? redactHighEntropy(redacted) : redacted;
    redacted = names && has(TRAIT.keyword) ? redactNames(redacted) : redacted;
    redacted = mails && has(TRAIT.at) ? redactMails(redacted) : redacted;
    return addresses && has(TRAIT.digits) ? redactAddresses(redacted) : redacted;
  };
  return (text) => {
    let redacted = text;
    for (let round = 0; round < MAX_ROUNDS; round += 1) {
      const again = once(redacted);
      if (again === redacted) {
        return redacted;
      }
      redacted = again;
    }
    return redacted;
  };
}

/** Secrets only; people's names, mails and addresses stay. */
export const redact: Redactor = createRedactor();
