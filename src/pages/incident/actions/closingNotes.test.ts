import { sampleAttempt, sampleForming } from '../../../testing/memorySamples';
import { EMPTY_NOTES, knownNotes, sentNotes } from './closingNotes';

const fix = (words: string) => ({ ...sampleAttempt().fix, words });

describe('the notes with which an incident is closed', () => {
  it('say what helped and what did not, from what was tried', () => {
    const memory = sampleForming({
      attempts: [
        sampleAttempt({
          id: '1',
          fix: { ...fix('Raise the pool size'), kind: 'configuration' },
          outcome: 'no-effect',
          outcomeSentence: 'failures stayed at 12 %',
        }),
        sampleAttempt({ id: '2', fix: fix('Roll back to 2.14.1') }),
        sampleAttempt({ id: '3', fix: fix('Restart'), state: 'rejected', outcome: null }),
        sampleAttempt({ id: '4', fix: fix('Fail over'), state: 'withdrawn', outcome: null }),
      ],
    });
    expect(knownNotes(memory)).toEqual({
      cause: '',
      fix: 'Roll back to 2.14.1',
      fixKind: 'rollback',
      didNotHelp: 'Raise the pool size: failures stayed at 12 %',
      prevention: '',
    });
  });

  it('offer what was done last while nothing is judged yet, but never beside a known cure', () => {
    const open = sampleAttempt({ id: '1', fix: { ...fix('Clear the cache'), kind: 'command' }, outcome: null });
    expect(knownNotes(sampleForming({ attempts: [open] }))).toMatchObject({ fix: 'Clear the cache', fixKind: 'other' });
    expect(knownNotes(sampleForming({ attempts: [sampleAttempt(), open] })).fix).toBe(sampleAttempt().fix.words);
  });

  it('are empty where nothing is remembered, and then say that it is not known', () => {
    expect(knownNotes(null)).toEqual(EMPTY_NOTES);
    expect(sentNotes({ ...EMPTY_NOTES, cause: ' ' })).toMatchObject({ cause: 'Not known', fix: 'Not known' });
  });
});
