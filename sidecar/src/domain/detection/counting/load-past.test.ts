import { DETECTION_DEFAULTS } from '../detection-settings.ts';
import { OrganisationDetection } from '../organisation-detection.ts';
import { summariseServices } from '../summarise-services.ts';
import { loadPast } from './load-past.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const STEP_MS = 300_000;
const MINUTE_MS = 60_000;

const counts = (service: string, minutesAgo: number, lines = 600) => ({
  ...{ service, at: NOW - minutesAgo * MINUTE_MS, lines },
  ...{ errors: 0, warnings: 0 },
});

function afterRestart(history: Array<ReturnType<typeof counts>>, recent: Array<ReturnType<typeof counts>> = []) {
  const detection = new OrganisationDetection(DETECTION_DEFAULTS);
  loadPast(detection, { at: NOW, recent, history, historyStepMs: STEP_MS, underWay: [] });
  return summariseServices(detection, [], NOW).map(({ service, lastSeenAt, state }) => ({
    ...{ service, state },
    minutesAgo: Math.round((NOW - lastSeenAt) / MINUTE_MS),
  }));
}

describe('services after a restart', () => {
  it('were last heard at the end of the last step in which they spoke', () => {
    const history = [60, 55, 50, 45, 40].map((minutesAgo) => counts('orders', minutesAgo));
    const quiet = counts('orders', 20, 0);
    expect(afterRestart([...history, quiet])).toEqual([{ service: 'orders', state: 'silent', minutesAgo: 35 }]);
  });

  it('were last heard just now where the last minutes have lines', () => {
    const history = [60, 55, 50, 45, 40].map((minutesAgo) => counts('orders', minutesAgo));
    expect(afterRestart(history, [counts('orders', 1, 5)])).toMatchObject([{ service: 'orders', minutesAgo: 1 }]);
  });
});
