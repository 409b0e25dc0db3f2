import { projectMemory } from '../../domain/memory/project-memory.ts';
import type { MemoryPayloads } from '../../domain/memory/memory-events.ts';
import { maySee, type Scope } from '../../domain/tenancy/scope.ts';
import { capturedPayload, placedMemory, ORGANISATION } from '../../../test/support/memory/memory-examples.ts';
import { correctionOf } from './act-on-memory.ts';

const CATEGORIES = { names: ['troubleshooting'], expiresAt: () => null };
const REFUSED = expect.objectContaining({ code: 'IM_REQUEST_INVALID' }) as Error;
const ADA: Scope = { organisation: ORGANISATION, teams: ['payments'], user: 'ada' };
const OTTO: Scope = { organisation: ORGANISATION, teams: ['search'], user: 'otto' };
const ALONE: Scope = { organisation: ORGANISATION, teams: [], user: 'eva' };

function remembered(given: Partial<MemoryPayloads['captured']>, changes?: MemoryPayloads['corrected']) {
  const captured = { type: 'captured', payload: capturedPayload({ state: 'active', ...given }) } as const;
  const events = placedMemory(changes === undefined ? [captured] : [captured, { type: 'corrected', payload: changes }]);
  const record = projectMemory(events);
  if (record === null) {
    throw new Error('nothing was remembered');
  }
  return record;
}

describe('a correction of who may see it', () => {
  const note = remembered({ kind: 'note', incident: null });

  it('gives a note to a team of the person who corrects it', () => {
    const changes = correctionOf(note, { visibility: 'team' }, { categories: CATEGORIES, scope: ADA });
    const corrected = remembered({ kind: 'note', incident: null }, changes);
    expect([ADA, OTTO].map((scope) => maySee(scope, corrected))).toEqual([true, false]);
  });

  it('is refused where it would hide the note from everybody', () => {
    const given = { categories: CATEGORIES, scope: ALONE };
    expect(() => correctionOf(note, { visibility: 'team' }, given)).toThrow(REFUSED);
  });

  it('is refused for incidents, whose memory is seen by whoever sees them', () => {
    const given = { categories: CATEGORIES, scope: ADA };
    expect(() => correctionOf(remembered({}), { visibility: 'private' }, given)).toThrow(REFUSED);
    expect(() => correctionOf(remembered({}), { visibility: 'organisation' }, given)).not.toThrow();
  });
});

it('makes no program’s note of what a person wrote', () => {
  const given = { categories: CATEGORIES, scope: ADA };
  const note = remembered({ kind: 'note', incident: null });
  expect(() => correctionOf(note, { labels: { client: 'mem0' } }, given)).toThrow(REFUSED);
  const ofClient = remembered({ kind: 'note', incident: null, labels: { client: 'mem0' } });
  expect(() => correctionOf(ofClient, { labels: { client: 'mem0', topic: 'x' } }, given)).not.toThrow();
  expect(() => correctionOf(ofClient, { labels: {} }, given)).not.toThrow();
});
