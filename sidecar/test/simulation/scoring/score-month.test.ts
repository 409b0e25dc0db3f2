import { simulateMonth, type SimulatedDelivery, type SimulatedMonth } from '../simulated-month.ts';
import { deliverMoments } from './deliver-moments.ts';
import { binomialAtLeast, binomialAtMost, poissonAtLeast } from './exact-tails.ts';
import { judgeFixedSeed, judgeFreshSeed } from './judge-score.ts';
import type { Moment, MonthDetector, OpenedIncident } from './month-detector.ts';
import { scoreMonth } from './score-month.ts';
import { watchMonth } from './watch-month.ts';

const MINUTE = 60_000;
const DAYS = 6;
const MONTH = { seed: 7, days: DAYS, services: 14 };

function incident(
  id: string,
  opened: Partial<OpenedIncident> & { at: number; names: readonly string[] }
): OpenedIncident {
  const { at, names, ...rest } = opened;
  const services = names.map((service) => ({ service, namedAt: at }));
  return { id, openings: [at], endedAt: null, services, firstCause: null, because: [], sentence: '', ...rest };
}

/** Knows the truth: what a score of a perfect detector looks like. */
class Oracle implements MonthDetector {
  private readonly month: SimulatedMonth;
  private readonly opened: OpenedIncident[] = [];
  private readonly delayMs: number;

  constructor(month: SimulatedMonth, delayMs = 20_000) {
    this.month = month;
    this.delayMs = delayMs;
  }

  observe({ now }: Moment): void {
    for (const { id, root, onset, end } of this.month.incidents) {
      if (now >= onset + this.delayMs && this.opened.every((one) => one.id !== id)) {
        this.opened.push(
          incident(id, { at: now, names: [root], endedAt: end, firstCause: root, because: ['exhaustion'] })
        );
      }
    }
  }

  incidents(): readonly OpenedIncident[] {
    return this.opened;
  }
}

/** Opens one incident for whoever speaks first, and never ends it; all others join it. */
class EndlessAlarm implements MonthDetector {
  private readonly named = new Map<string, number>();

  observe({ now, deliveries }: Moment): void {
    for (const { service } of deliveries) {
      this.named.set(service, this.named.get(service) ?? now);
    }
  }

  incidents(): readonly OpenedIncident[] {
    const services = [...this.named].map(([service, namedAt]) => ({ service, namedAt }));
    const [first] = services;
    return first === undefined ? [] : [{ ...incident('endless', { at: first.namedAt, names: [] }), services }];
  }
}

/** Opens an incident for every service, again and again. */
class AlarmsOnEverything implements MonthDetector {
  private readonly opened: OpenedIncident[] = [];
  private next = 0;

  observe({ now, deliveries }: Moment): void {
    if (now >= this.next && deliveries.length > 0) {
      this.next = now + 10 * MINUTE;
      const names = [...new Set(deliveries.map(({ service }) => service))];
      this.opened.push(incident(`${now}`, { at: now, names, endedAt: now + MINUTE, firstCause: names[0] ?? null }));
    }
  }

  incidents(): readonly OpenedIncident[] {
    return this.opened;
  }
}

function oneLine(service: string, at: number): SimulatedDelivery {
  const nothing = { templates: [], newTemplates: [], operations: [], calls: [], metrics: [] };
  const lines = { service, at, lines: 1, errors: 0, warnings: 0 };
  return { kind: 'lines', service, at, deliveredAt: at + 12_000, lines, ...nothing };
}

const silent: MonthDetector = { observe: () => undefined, incidents: () => [] };

describe('the score of a month', () => {
  const month = simulateMonth(MONTH);

  it('is full for who knows the truth, and fails who is always late', () => {
    const known = scoreMonth(month, oracleOf(20_000));
    expect(judgeFixedSeed(known, DAYS)).toEqual([]);
    expect(judgeFreshSeed(known, DAYS)).toEqual([]);
    expect(known).toMatchObject({ found: 10, falseIncidents: [], duplicates: 0, endless: [] });
    expect(judgeFixedSeed(scoreMonth(month, oracleOf(45_000)), DAYS)).toEqual([
      expect.stringMatching(/^abrupt ones after 4\d s in the median, 30 s are asked for$/),
    ]);

    function oracleOf(delayMs: number): readonly OpenedIncident[] {
      const oracle = new Oracle(month, delayMs);
      for (let now = month.start; now < month.end; now += 5000) {
        oracle.observe({ now, deliveries: [], deploys: [], announced: [] });
      }
      return oracle.incidents();
    }
  });

  it('fails a detector that never alarms, one whose alarm never ends, and one that alarms on everything', async () => {
    const endless = new EndlessAlarm();
    const everything = new AlarmsOnEverything();
    const small = {
      ...simulateMonth({ ...MONTH, services: 6 }),
      *steps() {
        for (let at = small.start; at < small.end; at += 10 * MINUTE) {
          yield {
            at,
            deliveries: small.shop.services.map(({ name }) => oneLine(name, at)),
            deploys: [],
            announced: [],
          };
        }
      },
    };
    await watchMonth(small, [silent, endless, everything], MINUTE);
    for (const judge of [judgeFixedSeed, judgeFreshSeed]) {
      expect(judge(scoreMonth(small, silent.incidents()), DAYS).join()).toMatch(/^found 0 of 10/);
      const never = judge(scoreMonth(small, endless.incidents()), DAYS).join();
      expect(never).toMatch(/^found 0 of 10/);
      expect(never).toMatch(/1 incidents that do not end/);
      const score = scoreMonth(small, everything.incidents());
      expect(score.found).toBe(10);
      expect(judge(score, DAYS).join()).toMatch(/\d{3} false incidents/);
    }
  });

  it('counts an incident that was opened before the onset as false, unless a service joined it in time', () => {
    const [truth] = month.incidents.filter(({ kind }) => kind !== 'slow-leak');
    if (truth === undefined) {
      throw new Error('No incident in the plan.');
    }
    const { onset, end, root } = truth;
    const early = incident('early', { at: onset - MINUTE, names: [root], endedAt: end });
    expect(scoreMonth(month, [early])).toMatchObject({ found: 0, falseIncidents: [{ incident: early }] });
    const joined = {
      ...incident('joined', { at: onset - MINUTE, names: ['somewhere'], endedAt: end }),
      services: [
        { service: 'somewhere', namedAt: onset - MINUTE },
        { service: root, namedAt: onset + MINUTE },
      ],
    };
    const score = scoreMonth(month, [joined]);
    expect(score.found).toBe(1);
    expect(score.falseIncidents).toHaveLength(1);
    expect(score.incidents.find(({ by }) => by !== null)?.delayMs).toBe(MINUTE);
  });

  it('counts one that is opened again without reason as false, and two for one truth as duplicates', () => {
    const [truth] = month.incidents.filter(({ kind }) => kind !== 'slow-leak');
    const { onset, end, root } = truth ?? { onset: 0, end: 0, root: '' };
    const opened = [
      incident('one', {
        at: onset + MINUTE,
        names: [root],
        openings: [onset + MINUTE, end + 60 * MINUTE],
        endedAt: end,
      }),
      incident('two', { at: onset + 2 * MINUTE, names: [root], endedAt: end }),
    ];
    const score = scoreMonth(month, opened);
    expect(score).toMatchObject({ found: 1, duplicates: 1 });
    expect(score.falseIncidents.map(({ incident: { id } }) => id)).toEqual(['one']);
  });

  it('counts what was announced as false, and says so', () => {
    const window = month.maintenance[0];
    const at = (window?.from ?? 0) + 6 * MINUTE;
    const score = scoreMonth(month, [
      incident('works', { at, names: [window?.services[0] ?? ''], endedAt: at + MINUTE }),
    ]);
    expect(score.falseIncidents[0]?.explanations.join()).toMatch(/announced: Works on/);
  });

  it('takes only a look at its metrics for having seen a leak that still creeps', () => {
    const leak = month.incidents.find(({ kind }) => kind === 'slow-leak');
    const at = ((leak?.onset ?? 0) + (leak?.end ?? 0)) / 2;
    const common = { at, names: [leak?.root ?? ''], endedAt: leak?.end ?? 0 };
    expect(scoreMonth(month, [incident('burst', { ...common, because: ['error-burst'] })]).found).toBe(0);
    expect(scoreMonth(month, [incident('memory', { ...common, because: ['exhaustion'] })]).found).toBe(1);
  });
});

describe('delivery', () => {
  it('hands over everything once, not before it was sent', () => {
    const month = simulateMonth({ seed: 1, days: 0.1, services: 4 });
    let sent = 0;
    for (const { deliveries } of month.steps()) {
      sent += deliveries.length;
    }
    let handed = 0;
    const wrong: Moment[] = [];
    for (const moment of deliverMoments(month, 5000)) {
      handed += moment.deliveries.length;
      const fitting = moment.deliveries.every(
        ({ deliveredAt }) => deliveredAt <= moment.now && deliveredAt > moment.now - 5000
      );
      wrong.push(...(fitting ? [] : [moment]));
    }
    expect(wrong).toEqual([]);
    expect(handed).toBe(sent);
  });
});

describe('bounds of chance', () => {
  it('are the exact tails', () => {
    expect(binomialAtMost(0, { n: 3, probability: 0.5 })).toBeCloseTo(0.125, 12);
    expect(binomialAtLeast(2, { n: 3, probability: 0.5 })).toBeCloseTo(0.5, 12);
    expect(binomialAtMost(24, { n: 30, probability: 28 / 30 })).toBeCloseTo(0.012993534, 8);
    expect(poissonAtLeast(1, 2)).toBeCloseTo(1 - Math.exp(-2), 12);
    expect(poissonAtLeast(7, 2)).toBeCloseTo(0.00453, 4);
    expect(poissonAtLeast(0, 2)).toBe(1);
  });

  it('let a fresh month be unlucky, and exclude what luck does not explain', () => {
    const month = simulateMonth({ seed: 7 });
    const found = (count: number): OpenedIncident[] =>
      month.incidents
        .slice(0, count)
        .map(({ id, root, onset, end }) =>
          incident(id, { at: onset + 1000, names: [root], endedAt: end, firstCause: root, because: ['exhaustion'] })
        );
    const complaints = (count: number) => judgeFreshSeed(scoreMonth(month, found(count)), 30).join();
    expect(complaints(25)).not.toMatch(/found/);
    expect(complaints(23)).toMatch(/found 23 of 30/);
    expect(judgeFixedSeed(scoreMonth(month, found(27)), 30).join()).toMatch(/found 27 of 30, at least 28/);
    const loud = (count: number) => [
      ...found(30),
      ...Array.from({ length: count }, (_, index) =>
        incident(`false-${index}`, { at: month.start + index, names: ['gateway'], endedAt: month.start + MINUTE })
      ),
    ];
    expect(judgeFreshSeed(scoreMonth(month, loud(6)), 30)).toEqual([]);
    expect(judgeFreshSeed(scoreMonth(month, loud(7)), 30).join()).toMatch(/7 false incidents/);
    expect(judgeFixedSeed(scoreMonth(month, loud(3)), 30).join()).toMatch(/3 false incidents, at most 2/);
  });
});
