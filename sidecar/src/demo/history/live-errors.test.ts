import { readError } from '../../domain/fingerprints/read-error.ts';
import { redact } from '../../domain/redaction/redact.ts';
import { TemplateMiner } from '../../domain/templates/template-miner.ts';
import { shopRequest } from '../background.ts';
import type { DemoLine } from '../demo-line.ts';
import { seededRandom } from '../seeded-random.ts';
import { DEMO_SERVICES, type DemoService } from '../shop/services.ts';
import { troubleOf, Troubles, type LastingKind } from '../shop/troubles.ts';
import { generateHistory } from './generate-history.ts';
import type { PastIncident } from './past-incident.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const { incidents, truth } = generateHistory({ now: NOW });
const STORY_OF: Readonly<Record<DemoService, string>> = {
  'api-gateway': 'gateway-open-files',
  auth: 'auth-signing-key-expired',
  database: 'database-pool-exhausted',
  payment: 'payment-provider-unavailable',
  notification: 'notification-relay-refused',
  user: 'user-profile-cache-lost',
  analytics: 'analytics-heap-limit',
};
const KINDS: readonly LastingKind[] = ['slow', 'cascade', 'flapping', 'after-deploy'];

function pastOf(signature: string): PastIncident[] {
  return incidents.filter(({ id }) => truth.incidents.get(id)?.signature === signature);
}

const REQUESTS = 500;
const told = new Map<string, DemoLine[]>();

/** What the demo writes while a trouble is on. */
function troubledLines(service: DemoService, kind: LastingKind): DemoLine[] {
  const key = `${service} ${kind}`;
  const lines = told.get(key) ?? lineUp(service, kind);
  told.set(key, lines);
  return lines;
}

function lineUp(service: DemoService, kind: LastingKind): DemoLine[] {
  const random = seededRandom(DEMO_SERVICES.indexOf(service) + 1);
  const time = { from: NOW, to: NOW + 600_000 };
  const troubles = new Troubles();
  troubles.begin(troubleOf(kind, service, time));
  const at = kind === 'flapping' ? NOW + 5_000 : NOW + 550_000;
  return Array.from({ length: REQUESTS }, () => shopRequest(random, at, troubles).lines).flat();
}

/** As intake reads it. */
function fingerprintOf({ message, errorType, stack }: DemoLine): string | null {
  const clean = (text: string | undefined) => (text === undefined ? null : redact(text));
  return readError({ message: redact(message), errorType: clean(errorType), stack: clean(stack) }).fingerprint;
}

describe.each(DEMO_SERVICES)('what the live demo writes when %s breaks', (service) => {
  const signature = truth.signatures.find(({ id }) => id === STORY_OF[service]);
  const own = new Set(signature?.fingerprints);

  it('is in the past, with what cured it and what did not', () => {
    const past = pastOf(STORY_OF[service]);
    const outcomes = past.flatMap(({ attempts }) => attempts.map(({ outcome }) => outcome));
    expect(past.length).toBeGreaterThanOrEqual(3);
    expect(outcomes).toContain('cured');
    expect(outcomes.some((outcome) => outcome === 'got-worse-after' || outcome === 'no-effect')).toBe(true);
  });

  it.each(KINDS)('has the fingerprints of its past when it is %s', (kind) => {
    const lines = troubledLines(service, kind).filter((line) => line.service === service && line.level === 'ERROR');
    const counts = new Map<string | null, number>();
    lines.forEach((line) => counts.set(fingerprintOf(line), (counts.get(fingerprintOf(line)) ?? 0) + 1));
    const known = [...counts].filter(([fingerprint]) => own.has(fingerprint ?? ''));
    const share = known.reduce((sum, [, count]) => sum + count, 0) / lines.length;
    expect(known).toHaveLength(own.size);
    expect(share).toBeGreaterThan(0.8);
  });

  it('makes callers write what they wrote then, in a cascade', () => {
    const complaints = troubledLines(service, 'cascade').filter(({ message }) =>
      message.startsWith(`no answer from ${service}`)
    );
    const known = new Set(signature?.callerFingerprints);
    const others = complaints.filter((line) => line.service !== 'api-gateway' && !known.has(fingerprintOf(line) ?? ''));
    expect(others).toEqual([]);
    expect(complaints.length > 0).toBe(service !== 'api-gateway');
  });

  it('has the templates of its past', () => {
    const miner = new TemplateMiner();
    const lines = troubledLines(service, 'cascade').filter((line) => line.service === service);
    const live = new Set(lines.map(({ message }) => miner.learn(redact(message)).id));
    const past = pastOf(STORY_OF[service]).flatMap(({ errors }) => errors.filter((error) => error.service === service));
    expect(past.length).toBeGreaterThan(0);
    expect(past.filter(({ template }) => !live.has(template.id)).map(({ template }) => template)).toEqual([]);
  });
});

it('has a past of services that fell silent, with both of its causes', () => {
  const causes = pastOf('gone-silent').map(({ id }) => truth.incidents.get(id)?.cause);
  expect(new Set(causes)).toEqual(new Set(['event-loop-stuck', 'collector-stuck']));
});
