import { joinedAlarm, openingOf } from '../../../../test/support/detection/ledger-house.ts';
import type { NewEvent } from '../event-payloads.ts';
import { timelineSentence } from './timeline-sentence.ts';

const { opening } = openingOf(['payment']);
const link = { id: 'inc_7', number: 7 };
const part = { services: [], alarms: [], alerts: [] };

describe('a line of the timeline', () => {
  const LINES = (
    [
      [{ type: 'opened', payload: { ...opening, number: 1 } }, 'Opened: 120 errors in 2 min'],
      [
        { type: 'opened', payload: { ...opening, number: 1, outage: true } },
        'Opened as an outage: 120 errors in 2 min',
      ],
      [
        { type: 'opened', payload: { ...opening, number: 8, splitFrom: link } },
        'Split off from INC-7: 120 errors in 2 min',
      ],
      [
        {
          type: 'alarms-joined',
          payload: {
            alarms: ['a', 'b', 'c', 'd', 'e'].map((service) =>
              joinedAlarm(service, service, { sentence: 'it is slow' })
            ),
            services: [],
            severity: 'high',
            outage: true,
          },
        },
        'a: it is slow; b: it is slow; c: it is slow; and 2 more alarms; users are hurt',
      ],
      [
        {
          type: 'recovery-judged',
          payload: {
            proof: {
              at: 1,
              proved: false,
              checks: [
                { what: 'traffic', holds: true, sentence: '412 requests' },
                { what: 'success', holds: null, sentence: 'not known' },
                { what: 'source', holds: false, sentence: 'nothing heard' },
              ],
            },
          },
        },
        'Recovery unproven: not known; nothing heard',
      ],
      [
        {
          type: 'recovery-judged',
          payload: {
            proof: {
              at: 1,
              proved: true,
              checks: [
                { what: 'traffic', holds: true, sentence: '412 requests' },
                { what: 'success', holds: null, sentence: 'not known' },
              ],
            },
          },
        },
        'Recovered, by what is measured: 412 requests',
      ],
      [
        { type: 'split-off', payload: { ...part, how: 'split', services: ['a', 'b'], to: link, reason: 'not ours' } },
        'a, b became INC-7: not ours',
      ],
      [{ type: 'split-off', payload: { ...part, how: 'unmerged', to: link, reason: '' } }, 'INC-7 was taken out again'],
      [{ type: 'merged', payload: { into: 'inc_7', intoNumber: 7 } }, 'Merged into INC-7'],
      [
        { type: 'merged', payload: { into: 'inc_7', intoNumber: 7, reason: 'the same' } },
        'Merged into INC-7: the same',
      ],
      [
        { type: 'unmerged', payload: { ...part, from: link, reason: 'two things' } },
        'Taken out of INC-7 again: two things',
      ],
      [
        { type: 'recurred', payload: { rule: opening.rule, services: [], alarms: [] } },
        'It is back after it was closed: 120 errors in 2 min',
      ],
    ] satisfies [NewEvent, string][]
  ).map(([event, expected]) => [expected, event] as const);

  it.each(LINES)('reads "%s"', (expected, event) => {
    expect(timelineSentence({ type: event.type, payload: { ...event.payload } })).toBe(expected);
  });

  it('tells of what was forgotten only its kind', () => {
    expect(timelineSentence({ type: 'noted', payload: null })).toBe('noted (content forgotten)');
  });
});
