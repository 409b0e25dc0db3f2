import { sharedContent } from './content-words.ts';

describe('shared content words', () => {
  it.each([
    ['socket timeout', 'the read timed out'],
    ['cannot connect', 'connection refused'],
    ['OutOfMemoryError in the exporter', 'container ran into its memory limit'],
    ['nf_conntrack: table full', 'tables are locked'],
    ['error 1205', 'code 1205'],
    ['JDBC4 driver', 'jdbc pool'],
    ['disk filled up', 'volume is full'],
    ['process died', 'dead peer'],
    ['pids and threads', 'pthread_create failed'],
  ])('sees that "%s" and "%s" share one', (left, right) => {
    expect(sharedContent(left, right)).not.toEqual([]);
  });

  it.each([
    ['OOMKilled again', 'the kernel shot it for eating too much memory'],
    ['it is the one of them that was in there', 'this is not the same of those'],
  ])('sees that "%s" and "%s" share none', (left, right) => {
    expect(sharedContent(left, right)).toEqual([]);
  });
});
