import { readError } from '../../../domain/fingerprints/read-error.ts';
import { TemplateMiner } from '../../../domain/templates/template-miner.ts';
import { seededRandom } from '../../seeded-random.ts';
import type { DemoService } from '../../shop/services.ts';
import { complaintAbout } from '../../shop/stories.ts';
import { callerOf, REQUESTS } from '../../shop/shop-map.ts';
import type { ErrorDefinition, SignatureDefinition } from '../catalogue/signature-definition.ts';
import type { PastError } from '../past-incident.ts';
import { fillIn, type Slots } from './fill-in.ts';
import { stackText } from './stack-text.ts';

type Known = Pick<PastError, 'fingerprint' | 'ownFrames' | 'template' | 'errorType'>;

/** Tables for the few messages of one error. */
const SMALL = { templates: 8, aliases: 16, watched: 16, values: 50 };
/** So many tellings show which words are values. */
const TELLINGS = 3;
const REMEMBERED = 5000;

/** What our own reading makes of an error; the same every time, so it is read once. */
export class KnownErrors {
  private readonly byDefinition = new Map<ErrorDefinition, Known>();

  /** As intake would have kept this telling of it. */
  tell(error: ErrorDefinition, service: DemoService, fill: (text: string) => string): PastError {
    const message = fill(error.message);
    return { ...this.known(error), service: error.service ?? service, message, stack: stackText(error, message) };
  }

  fingerprintOf(error: ErrorDefinition): string {
    return this.known(error).fingerprint;
  }

  private known(error: ErrorDefinition): Known {
    const kept = this.byDefinition.get(error);
    if (kept !== undefined) {
      return kept;
    }
    const random = seededRandom(1);
    const miner = new TemplateMiner(SMALL);
    let template = { id: '', text: '' };
    let message = error.message;
    for (let telling = 0; telling < TELLINGS; telling += 1) {
      message = fillIn(random, error.message, ANY_SLOTS);
      const { id, text } = miner.learn(message);
      template = { id, text };
    }
    const read = readError({ message, errorType: error.errorType, stack: stackText(error, message) });
    const known = {
      errorType: error.errorType,
      fingerprint: read.fingerprint ?? '',
      ownFrames: read.ownFrames,
      template,
    };
    if (this.byDefinition.size >= REMEMBERED) {
      this.byDefinition.clear();
    }
    this.byDefinition.set(error, known);
    return known;
  }
}

const ANY_SLOTS: Slots = { service: 'database', version: '1.40.0', before: '1.39.0', region: 'eu-central-1' };

const COMPLAINTS = new Map<DemoService, readonly ErrorDefinition[]>();

/** What those write who call a service in vain, in a cascade. */
export function complaintsAbout({ service }: SignatureDefinition): readonly ErrorDefinition[] {
  const kept = COMPLAINTS.get(service);
  if (kept !== undefined) {
    return kept;
  }
  const callers = new Set<DemoService>();
  for (const { path } of REQUESTS) {
    const place = path.indexOf(service);
    const caller = place === -1 ? null : callerOf(path, place);
    const name = caller === null ? undefined : path[caller];
    if (name !== undefined) {
      callers.add(name);
    }
  }
  const complaints = [...callers].map(
    (caller): ErrorDefinition => ({ ...complaintAbout(service), language: 'node', service: caller })
  );
  COMPLAINTS.set(service, complaints);
  return complaints;
}
