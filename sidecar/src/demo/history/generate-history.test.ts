import { CAUSE_CLASSES, FAILURE_KINDS, FIX_KINDS, ResolutionNotes } from '@incident-memory/contract';
import fc from 'fast-check';
import { createRedactor } from '../../domain/redaction/redact.ts';
import { DEMO_SERVICES } from '../shop/services.ts';
import { generateHistory, streamHistory } from './generate-history.ts';
import type { FixTruth } from './history-truth.ts';
import { FAILURE_CLASSES, PAST_CATEGORIES, type PastIncident } from './past-incident.ts';
import { DAY_MS } from './planning/history-options.ts';
import { wholeText } from './queries/text-of-incident.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const WEEK_MS = 7 * DAY_MS;
const history = generateHistory({ now: NOW });
const { incidents, truth } = history;
const byId = new Map(incidents.map((incident) => [incident.id, incident]));
const done = incidents.flatMap((incident) =>
  incident.attempts
    .filter(({ state }) => state === 'done')
    .map((attempt) => ({ incident, attempt, told: truth.incidents.get(incident.id) }))
);
const countBy = (keys: readonly string[]) => {
  const counts = new Map<string, number>();
  keys.forEach((key) => counts.set(key, (counts.get(key) ?? 0) + 1));
  return counts;
};

describe('a history', () => {
  it('is the same to the letter for the same seed, and another for another', () => {
    expect(generateHistory({ now: NOW })).toEqual(history);
    expect(generateHistory({ now: NOW, seed: 7 }).incidents.map(({ id }) => id)).not.toEqual(
      incidents.map(({ id }) => id)
    );
  });

  it('streams what it holds', () => {
    expect([...streamHistory({ now: NOW })].map(({ incident }) => incident)).toEqual(incidents);
  });

  it('has as many incidents as asked for, in order, within eighteen months, a third of them once only', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 250 }), fc.integer(), (count, seed) => {
        const one = generateHistory({ seed, count, now: NOW });
        const once = [...one.truth.incidents.values()].filter(({ isOneOff }) => isOneOff).length;
        expect(one.incidents).toHaveLength(count);
        expect(new Set(one.incidents.map(({ id }) => id)).size).toBe(count);
        expect(once).toBe(Math.round(count / 3));
        let last = NOW - 549 * DAY_MS;
        for (const { startedAt, detectedAt, endedAt, number } of one.incidents) {
          expect(startedAt).toBeGreaterThanOrEqual(last);
          expect(detectedAt).toBeGreaterThan(startedAt);
          expect(endedAt).toBeGreaterThan(detectedAt);
          expect(endedAt).toBeLessThan(NOW - DAY_MS);
          expect(one.incidents[number - 1]?.startedAt).toBe(startedAt);
          last = startedAt;
        }
      }),
      { numRuns: 8 }
    );
  });

  it('has 152 by itself: 27 signatures that recur, each at least twice', () => {
    expect(incidents).toHaveLength(152);
    const recurring = [...truth.incidents.values()].filter(({ isOneOff }) => !isOneOff);
    const counts = countBy(recurring.map(({ signature }) => signature));
    expect(counts.size).toBe(27);
    expect(Math.min(...counts.values())).toBeGreaterThanOrEqual(2);
  });

  it('grows in kinds as it grows in number', () => {
    const large = new Set<string>();
    for (const { truth: told } of streamHistory({ now: NOW, count: 5000 })) {
      if (!told.isOneOff) {
        large.add(told.signature);
      }
    }
    expect(large.size).toBeGreaterThan(150);
    expect(large.size).toBeLessThan(500);
  });

  it('is over all services, kinds of failure, classes and categories', () => {
    const seen = <Key extends keyof PastIncident>(key: Key) => [...new Set(incidents.map((one) => one[key]))].sort();
    expect(seen('service')).toEqual([...DEMO_SERVICES].sort());
    expect(seen('kind')).toEqual([...FAILURE_KINDS].sort());
    expect(seen('failureClass')).toEqual([...FAILURE_CLASSES].sort());
    expect(seen('category')).toEqual([...PAST_CATEGORIES].sort());
    expect(CAUSE_CLASSES).toEqual(expect.arrayContaining(incidents.map(({ cause }) => cause.class)));
  });

  it('has notes that a person could have written into the form', () => {
    incidents.forEach(({ resolution }) => expect(ResolutionNotes.parse(resolution)).toEqual(resolution));
  });
});

describe('errors of a history', () => {
  it('have the fingerprint of their signature, and each signature has its own', () => {
    const owners = new Map<string, Set<string>>();
    for (const { id, fingerprints } of truth.signatures) {
      for (const fingerprint of fingerprints) {
        expect(fingerprint).toMatch(/^fp_[0-9a-f]{24}$/);
        owners.set(fingerprint, (owners.get(fingerprint) ?? new Set()).add(id));
      }
    }
    expect([...owners].filter(([, signatures]) => signatures.size > 1)).toEqual([]);
    for (const { id, errors } of incidents) {
      const told = truth.signatures.find((one) => one.id === truth.incidents.get(id)?.signature);
      const known = [...(told?.fingerprints ?? []), ...(told?.callerFingerprints ?? [])];
      errors.forEach(({ fingerprint, ownFrames }) => {
        expect(known).toContain(fingerprint);
        expect(ownFrames.length).toBeGreaterThan(0);
      });
      expect(errors.length > 0).toBe(told?.id !== 'gone-silent');
    }
  });
});

describe('attempts of a history', () => {
  it('are in order, inside of their incident, and told with role, target and outcome', () => {
    for (const { incident, attempt } of done) {
      expect(attempt.begunAt).toBeGreaterThan(incident.detectedAt);
      const relapsed = byId.get(incident.relapsedAs ?? '');
      expect(attempt.outcomeAt).toBeLessThanOrEqual(relapsed?.startedAt ?? incident.endedAt);
      expect(attempt.appliedAt).toBeLessThan(attempt.outcomeAt ?? 0);
      expect(FIX_KINDS).toContain(attempt.fix.kind);
      expect(attempt.fix.target).not.toBe('');
      expect(attempt.outcomeSentence).not.toBe('');
    }
  });

  it('have all outcomes, and some were turned down or changed', () => {
    const outcomes = countBy(done.map(({ attempt }) => String(attempt.outcome)));
    expect([...outcomes.keys()].sort()).toEqual(
      ['cured', 'got-worse-after', 'mitigated', 'no-effect', 'temporary', 'unattributed'].sort()
    );
    const turnedDown = incidents.flatMap(({ attempts }) => attempts.filter(({ state }) => state === 'rejected'));
    expect(turnedDown.length).toBeGreaterThan(3);
    turnedDown.forEach(({ reason, from }) => {
      expect(reason).not.toBe('');
      expect(byId.get(from?.incident ?? '')?.attempts.some(({ id }) => id === from?.attempt)).toBe(true);
    });
    expect(done.some(({ attempt }) => attempt.from?.modified === true && attempt.from.change !== '')).toBe(true);
  });

  it('cure as often as the truth says, wherever there are enough to say', () => {
    const large = generateHistory({ now: NOW, count: 4000, seed: 3 });
    const odds = new Map<string, FixTruth>(
      large.truth.signatures.flatMap(({ id, causes }) =>
        causes.flatMap((cause) => cause.fixes.map((fix) => [`${id} ${cause.id} ${fix.id}`, fix] as const))
      )
    );
    const stale = new Map(large.truth.staleFixes.map(({ fix, changedAt }) => [fix, changedAt]));
    const counts = new Map<string, { tried: number; cured: number; expected: number; variance: number }>();
    for (const { id, context, attempts, relapsedAs } of large.incidents) {
      const told = large.truth.incidents.get(id);
      for (const { fix, outcome, begunAt } of relapsedAs === null ? attempts : []) {
        const key = `${told?.signature} ${told?.cause} ${fix.id}`;
        const known = odds.get(key);
        const fits = known?.when.find((one) =>
          Object.entries(one.context).every(([of, value]) => context[of] === value)
        );
        const probability =
          (stale.get(fix.id) ?? Infinity) <= begunAt ? 0 : (fits?.cures ?? known?.cures ?? Number.NaN);
        if (outcome !== null) {
          const count = counts.get(key) ?? { tried: 0, cured: 0, expected: 0, variance: 0 };
          const cured = outcome === 'cured' || outcome === 'unattributed' ? 1 : 0;
          counts.set(key, {
            tried: count.tried + 1,
            cured: count.cured + cured,
            expected: count.expected + probability,
            variance: count.variance + probability * (1 - probability),
          });
        }
      }
    }
    const enough = [...counts].filter(([, { tried }]) => tried >= 15);
    expect(enough.length).toBeGreaterThan(30);
    const far = enough.filter(
      ([, { cured, expected, variance }]) => Math.abs(cured - expected) > 4 * Math.sqrt(variance) + 1
    );
    expect(far).toEqual([]);
  });

  it('never cure by what went stale, nor use what replaced it before', () => {
    const large = generateHistory({ now: NOW, count: 2000, seed: 3 });
    expect(large.truth.staleFixes.length).toBeGreaterThanOrEqual(2);
    for (const { fix, changedAt, replacedBy } of large.truth.staleFixes) {
      const attempts = large.incidents.flatMap((one) => one.attempts.filter(({ state }) => state === 'done'));
      const late = attempts.filter((one) => one.fix.id === fix && one.begunAt >= changedAt);
      expect(attempts.some((one) => one.fix.id === fix && one.outcome === 'cured')).toBe(true);
      expect(late.length).toBeGreaterThan(0);
      expect(late.filter(({ outcome }) => outcome !== 'no-effect' && outcome !== 'temporary')).toEqual([]);
      expect(attempts.filter((one) => one.fix.id === replacedBy && one.begunAt < changedAt - DAY_MS)).toEqual([]);
      expect(large.changes.some(({ at }) => at === changedAt)).toBe(true);
    }
  });

  it('that helped for a while only came back within seven days', () => {
    const patched = incidents.filter(({ relapsedAs }) => relapsedAs !== null);
    expect(patched.length).toBeGreaterThanOrEqual(4);
    for (const { id, relapsedAs, endedAt, attempts } of patched) {
      const again = byId.get(relapsedAs ?? '');
      expect(again?.startedAt).toBeGreaterThan(endedAt);
      expect(again?.startedAt).toBeLessThan(endedAt + WEEK_MS);
      expect(attempts.at(-1)).toMatchObject({ outcome: 'temporary', outcomeAt: again?.startedAt });
      expect(again?.links).toContainEqual(expect.objectContaining({ kind: 'recurrence-of', incident: id }));
    }
  });
});

describe('what goes together in a history', () => {
  it('are links to earlier incidents, of every kind', () => {
    const links = incidents.flatMap((incident) => incident.links.map((link) => ({ ...link, from: incident })));
    expect([...new Set(links.map(({ kind }) => kind))].sort()).toEqual(
      ['caused-by', 'contradicts', 'recurrence-of', 'supersedes'].sort()
    );
    links.forEach(({ incident, from }) => expect(byId.get(incident)?.startedAt).toBeLessThan(from.startedAt));
  });

  it('are at least four groups of look-alikes, each with a check that tells every one of its causes', () => {
    expect(truth.lookAlikes.length).toBeGreaterThanOrEqual(4);
    for (const { members, check } of truth.lookAlikes) {
      expect(check.command.length).toBeGreaterThan(10);
      expect(check.shows.map(({ cause }) => cause).sort()).toEqual(members.map(({ cause }) => cause).sort());
      expect(new Set(check.shows.map(({ what }) => what)).size).toBe(members.length);
      members.forEach(({ signature, cause }) => {
        const happened = [...truth.incidents.values()].filter(
          (one) => one.signature === signature && one.cause === cause
        );
        expect(happened.length).toBeGreaterThan(0);
      });
    }
  });

  it('are fixes of one cause that are wrong for its look-alike', () => {
    const wrong = truth.lookAlikes.filter(({ members }) => {
      const causes = members.map((member) =>
        truth.signatures.find(({ id }) => id === member.signature)?.causes.find(({ id }) => id === member.cause)
      );
      return causes.some((one) =>
        causes.some((other) => other !== one && other?.neverTry.includes(one?.bestFirst[0] ?? ''))
      );
    });
    expect(wrong.length).toBeGreaterThanOrEqual(4);
  });

  it('are contradictions: cured then, made it worse later', () => {
    expect(truth.contradictions.length).toBeGreaterThan(2);
    for (const { fix, earlier, later } of truth.contradictions) {
      const outcome = (id: string) =>
        byId
          .get(id)
          ?.attempts.filter((one) => one.fix.id === fix)
          .map((one) => one.outcome);
      expect(outcome(earlier)).toContain('cured');
      expect(outcome(later)).toContain('got-worse-after');
    }
  });

  it('are incidents told twice, in other words', () => {
    expect(history.retellings.length).toBeGreaterThan(6);
    for (const { of, text, at } of history.retellings) {
      const incident = byId.get(of);
      expect(at).toBeGreaterThan(incident?.detectedAt ?? Infinity);
      expect(text).not.toBe('');
      expect(text).not.toBe(incident?.symptoms.join(' '));
    }
  });
});

describe('the words of a history', () => {
  const texts = [
    ...incidents.map((one) => JSON.stringify(one)),
    ...history.retellings.map((one) => JSON.stringify(one)),
  ];

  it('hold no secret, address or mail: redaction finds nothing', () => {
    // Names are found by the word `user` before them, which is a service here; the next test looks for names.
    const redactAll = createRedactor(['mails', 'addresses']);
    for (const incident of incidents) {
      const told = [
        ...[incident.title, wholeText(incident), incident.cause.words],
        ...incident.errors.flatMap(({ message, stack }) => [message, stack]),
        ...incident.attempts.flatMap(({ fix }) => [fix.words, fix.exact, fix.target, fix.undo]),
        ...incident.changes.flatMap(({ title, before, after }) => [title, before, after]),
      ];
      told.forEach((text) => expect(redactAll(text)).toBe(text));
    }
    history.retellings.forEach(({ text, title }) => expect(redactAll(`${title} ${text}`)).toBe(`${title} ${text}`));
  });

  it('name roles and nobody by name', () => {
    const names =
      /\b(?:Alice|Bob|Carol|Dave|Eve|Anna|Peter|Maria|John|Jane|Alex|Sarah|Mike|Tom|Lisa|Max|Paul|Julia|Chris|Sam|Mr|Mrs|Dr)\b/;
    expect(texts.filter((text) => names.test(text))).toEqual([]);
    expect(texts.filter((text) => /(?:^|\s)@[a-z]/.test(text))).toEqual([]);
  });

  it('have no place left that was not filled in', () => {
    const left = texts.flatMap((text) => text.match(/(?<![$\\"])\{[a-z]+\}/g) ?? []);
    expect(left).toEqual([]);
  });

  it('do not say the same again and again', () => {
    const sentences = countBy(incidents.flatMap(({ symptoms }) => symptoms.map((one) => one.replace(/\d+/g, '#'))));
    const openings = countBy(incidents.map(({ symptoms }) => symptoms.join(' ').replace(/\d+/g, '#')));
    const said = [...sentences.values()].reduce((sum, count) => sum + count, 0);
    expect(sentences.size / said).toBeGreaterThan(0.45);
    expect(Math.max(...openings.values())).toBeLessThanOrEqual(2);
    const titles = countBy(incidents.map(({ title }) => title));
    expect(Math.max(...titles.values())).toBeLessThanOrEqual(4);
  });

  it('differ by team for one failure', () => {
    const teams = history.catalogue.map(({ tellings }) => Object.keys(tellings).length);
    expect(teams.filter((count) => count >= 2).length).toBeGreaterThanOrEqual(24);
  });
});
