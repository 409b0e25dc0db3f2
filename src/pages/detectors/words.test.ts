import { sampleBand, samplePreview } from '../../testing/detectionSamples';
import { sayFound, sayLead, sayPrecision, saySpread } from './qualityWords';
import { chartsInOrder } from './replay/chartsInOrder';
import { replayedSpan } from './replay/replayedSpan';
import { sayReplay } from './replay/sayReplay';
import { readSpan } from './replay/spans';

const DAY = 86_400_000;
const TO = Date.parse(samplePreview().to);

describe('words of quality', () => {
  it('never give a share without what it was counted from', () => {
    expect(sayPrecision({ right: 9, wrong: 2, interval: [0.523, 0.949] })).toBe('right 9 of 11 (52–95 %)');
    expect(sayPrecision({ right: 0, wrong: 0, interval: null })).toBe('no verdicts yet');
    expect(sayFound({ found: 2, couldHaveFound: 3 })).toBe('2 of 3');
    expect(sayFound({ found: 0, couldHaveFound: 0 })).toBe('none to find yet');
  });

  it.each([
    [40, '40 s earlier'],
    [-120, '2 min later'],
    [0.4, 'at the same time'],
    [null, '–'],
  ])('say a lead of %p s as "%s"', (seconds, words) => expect(sayLead(seconds)).toBe(words));

  it('leave out the slow end of a handful', () => {
    expect(saySpread({ n: 25, p50: 22, p95: 240 })).toBe('half within 22 s, 95 % within 4 min');
    expect(saySpread({ n: 12, p50: 22, p95: 240 })).toBe('half within 22 s');
    expect(saySpread({ n: 0, p50: null, p95: null })).toBe('not known yet');
  });
});

describe('a replay in words', () => {
  it('says how loud, how useful, what was missed and what was for nothing', () => {
    expect(sayReplay(samplePreview())).toBe(
      'It would have raised 2 alarms in 7 days, 0.3 a day; one stood 0.4 % of the time. ' +
        'It would have found 1 of 2 real incidents, and missed INC-12 (opened by an alert). ' +
        '1 alarm was near no real incident: look at those below.'
    );
  });

  it('says so when there was nothing to raise or to find', () => {
    const nothing = { alarms: [], alarmsPerDay: 0, incidents: [], found: 0, missed: 0, withoutIncident: 0 };
    expect(sayReplay(samplePreview(nothing))).toBe(
      'It would have raised nothing in 7 days. There was no real incident to find in that time.'
    );
  });

  it('does not call seldom never', () => {
    const month = { from: new Date(TO - 30 * DAY).toISOString(), withoutIncident: 0, missed: 0, found: 2 };
    const series = [sampleBand({ at: [TO - 30 * DAY, TO] })];
    expect(sayReplay(samplePreview({ ...month, series }))).toBe(
      'It would have raised 2 alarms in 30 days, less than 0.1 a day; one stood 0.4 % of the time. ' +
        'It would have found 2 of 2 real incidents. Every alarm was near a real incident.'
    );
  });

  it('speaks of what is stored where that is less than was asked for, and makes no day of it', () => {
    const series = [sampleBand({ at: [TO - DAY / 10, TO] })];
    expect(sayReplay(samplePreview({ series, shareOfTime: 0.001 }))).toMatch(
      /^It would have raised 2 alarms in the 2 h 24 min that are stored; one stood 7 % of the time\./
    );
    expect(replayedSpan(samplePreview({ series })).isShort).toBe(true);
    expect(replayedSpan(samplePreview()).isShort).toBe(false);
  });

  it('shows first where something was missed, and each alarm on its own service', () => {
    const charts = chartsInOrder(samplePreview());
    expect(charts.map(({ series }) => series.service)).toEqual(['payment', 'auth']);
    expect(charts.map(({ alarms }) => alarms.map(({ service }) => service))).toEqual([['payment'], ['auth']]);
    expect(charts[0]?.incidents.map(({ number }) => number)).toEqual([11, 12]);
  });

  it('covers a week where the address says nothing sensible', () => {
    expect([readSpan(null), readSpan('constructor'), readSpan('24h')]).toEqual(['7d', '7d', '24h']);
  });
});
