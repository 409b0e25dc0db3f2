import { openMemoryStores } from '../../adapters/store-memory/open-memory-stores.ts';
import { PLAIN_EPISODE, nothingRead, type Episode } from '../../domain/imports/episode.ts';
import { organisationId, type Scope } from '../../domain/tenancy/scope.ts';
import { planImport } from './plan-import.ts';

const DAY = 24 * 60 * 60 * 1000;
const SCOPE: Scope = { organisation: organisationId('test', 1), teams: [], user: 'eva' };

function episode(day: number, title: string, told: Partial<Episode> = {}): Episode {
  const startedAt = Date.UTC(2026, 0, 1) + day * DAY;
  return {
    ...PLAIN_EPISODE,
    file: 'f',
    place: '',
    identity: `${day} ${title}`,
    title,
    startedAt,
    service: 's',
    ...told,
  };
}

async function planned(episodes: readonly Episode[], most: number) {
  const { groups, notes } = await planImport({ stores: openMemoryStores(), most }, SCOPE, [
    { ...nothingRead('csv'), episodes },
  ]);
  return {
    groups: groups.map((group) => group.episodes.map(({ becomes }) => becomes)),
    notes: notes.map(({ becomes }) => becomes),
  };
}

it('what has words of its own becomes a memory, what has none a time of the one that has', async () => {
  const told = episode(2, 'Pool empty', { cause: 'it was small' });
  const { groups } = await planned([episode(0, 'Pool empty'), told, episode(3, 'Pool empty')], 10);
  expect(groups).toEqual([['time', 'memory', 'time']]);
});

it('what does not fit into one import waits for the next, a group with all of its times', async () => {
  const episodes = [
    episode(0, 'Pool empty'),
    episode(1, 'Pool empty'),
    episode(2, 'Pool empty'),
    episode(0, 'Queue deep'),
    episode(3, 'Queue deep'),
    episode(0, 'how to drain', { startedAt: null }),
  ];
  expect(await planned(episodes, 1)).toEqual({
    groups: [
      ['memory', 'time', 'time'],
      ['later', 'later'],
    ],
    notes: ['later'],
  });
  expect((await planned(episodes, 3)).notes).toEqual(['note']);
});
