import { PLAIN_EPISODE } from '../episode.ts';
import { finish } from '../steps.ts';
import { groupEpisodes, type DatedEpisode } from './group-episodes.ts';

const grouped = (episodes: readonly DatedEpisode[]) => finish(groupEpisodes(episodes));

const DAY = 24 * 60 * 60 * 1000;
const START = Date.UTC(2026, 0, 1);

function episode(day: number, title: string, told: Partial<DatedEpisode> = {}): DatedEpisode {
  const startedAt = START + day * DAY;
  return {
    ...PLAIN_EPISODE,
    file: 'f',
    place: '',
    identity: `${day} ${title}`,
    title,
    startedAt,
    service: 'payment',
    ...told,
  };
}

const WORDS = 'the pool of connections to the ledger was empty since a change of its size';

it('puts one title with other numbers, hosts and marks around it under one signature, by service', () => {
  const groups = grouped([
    episode(0, '[FIRING:1] Disk 93% full on db-prod-03'),
    episode(2, 'Disk 97% full on db-prod-01'),
    episode(3, 'Disk 97% full on db-prod-01', { service: 'search' }),
    episode(4, 'Disk of the ledger is slow'),
  ]);
  expect(groups.map(({ title, service, episodes }) => [title, service, episodes.length])).toEqual([
    ['Disk 97% full on db-prod-01', 'payment', 2],
    ['Disk of the ledger is slow', 'payment', 1],
    ['Disk 97% full on db-prod-01', 'search', 1],
  ]);
});

it('names a signature the same in every import', () => {
  const [first] = grouped([episode(0, 'Pool empty'), episode(1, 'Pool empty')]);
  const [later] = grouped([episode(40, '[FIRING:2] Pool empty'), episode(9, 'Queue deep', { service: 'mail' })]);
  expect(later?.signature).toBe(first?.signature);
});

it('puts nearly the same text under one signature whatever its title, unless two services speak against it', () => {
  const groups = grouped([
    episode(0, 'Payments fail', { text: WORDS }),
    episode(1, 'Checkout error', { text: `${WORDS} again`, service: null }),
    episode(2, 'Logins fail', { text: WORDS, service: 'auth' }),
  ]);
  expect(
    groups.map(({ episodes, retold }) => [episodes.length, episodes.filter((one) => retold.has(one)).length])
  ).toEqual([
    [2, 1],
    [1, 0],
  ]);
});

it('counts what came back within a day of the end of the one before', () => {
  const [group] = grouped([
    episode(0, 'Pool empty', { endedAt: START + 2 * DAY }),
    episode(2.5, 'Pool empty'),
    episode(4, 'Pool empty'),
  ]);
  expect(group?.repeatsWithinDay).toBe(1);
});
