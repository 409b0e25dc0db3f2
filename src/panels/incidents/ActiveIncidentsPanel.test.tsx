import { dateTime, EventBusSrv, type TimeRange } from '@grafana/data';
import { type BackendSrvRequest, RefreshEvent } from '@grafana/runtime';
import { type Incident, type Overview } from '@incident-memory/contract';
import { act, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { firstValueFrom, from, type Observable, of, Subject, throwError } from 'rxjs';
import { at, MINUTE, sampleIncident, STARTED } from '../../datasource/testing/samples';
import { ActiveIncidentsPanel } from './ActiveIncidentsPanel';
import { DEFAULT_OPTIONS } from './options';

const fetchMock = jest.fn<Observable<unknown>, [BackendSrvRequest]>();

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => ({ fetch: fetchMock }),
}));

const NOW = STARTED + 6 * MINUTE;

function overview(changes: Partial<Overview> = {}): Overview {
  return {
    at: new Date(NOW).toISOString(),
    servicesWatched: 7,
    servicesSilent: [],
    activeIncidents: 0,
    awaitingConfirmation: 0,
    learningConfidence: {
      state: 'not-enough-history',
      outcomes: 0,
      sentence: '',
      coverage: null,
      calibration: null,
      lift: null,
    },
    detection: { lastCheckAt: new Date(NOW - 14_000).toISOString(), everySeconds: 5, checksMissed: 0 },
    sources: [],
    incidents: [],
    spool: { batches: 0, bytes: 0, limitBytes: 1 },
    quiet: null,
    demo: false,
    ...changes,
  };
}

function answerWith(items: Incident[], about = overview(), nextCursor: string | null = null) {
  fetchMock.mockImplementation(({ url }) => of({ data: url.endsWith('/overview') ? about : { items, nextCursor } }));
}

function listRequests() {
  return fetchMock.mock.calls.map(([sent]) => sent).filter(({ url }) => url.endsWith('/incidents'));
}

function range(fromMs: number, toMs: number): TimeRange {
  return { from: dateTime(fromMs), to: dateTime(toMs), raw: { from: 'now-1h', to: 'now' } };
}

type PanelProps = React.ComponentProps<typeof ActiveIncidentsPanel>;

async function show(changes: Partial<PanelProps> = {}) {
  const props: PanelProps = {
    options: DEFAULT_OPTIONS,
    timeRange: range(NOW - 60 * MINUTE, NOW),
    eventBus: new EventBusSrv(),
    replaceVariables: (text) => text,
    width: 800,
    height: 300,
    title: 'Active incidents',
    ...changes,
  };
  const view = render(<ActiveIncidentsPanel {...props} />);
  const settle = () => act(() => firstValueFrom(from(Promise.resolve())));
  await settle();
  const change = async (more: Partial<PanelProps>) => {
    view.rerender(<ActiveIncidentsPanel {...props} {...more} />);
    await settle();
  };
  return { ...view, props, change, settle };
}

beforeEach(() => {
  global.IntersectionObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  } as never;
  fetchMock.mockReset();
  jest.useFakeTimers({ advanceTimers: true }).setSystemTime(NOW);
});
afterEach(() => jest.useRealTimers());

describe('what is open', () => {
  it('stands with its state, impact, age and whether someone is on it, and links into the app', async () => {
    answerWith([sampleIncident()]);
    await show();
    const row = within(await screen.findByRole('listitem'));
    expect(row.getByRole('link', { name: 'INC-42 Errors in payment' })).toHaveAttribute(
      'href',
      '/a/incidentmemory-app/incidents/42'
    );
    for (const text of [
      'Open',
      'High',
      'payment: 118 errors in 2 min, 40× its usual',
      'for 6 min',
      'nobody on it yet',
    ]) {
      expect(row.getByText(text)).toBeInTheDocument();
    }
  });

  it('says who is on it', async () => {
    answerWith([sampleIncident({ acknowledged: { at: at(2), by: 'anna' } })]);
    await show();
    expect(await screen.findByText('acknowledged by anna')).toBeInTheDocument();
  });

  it('is ordered by urgency: open first, then the worst', async () => {
    const incidents = [
      sampleIncident({ id: 'a', number: 1, state: 'awaiting-confirmation', severity: 'critical', quietSince: at(3) }),
      sampleIncident({ id: 'b', number: 2, severity: 'low' }),
      sampleIncident({ id: 'c', number: 3, severity: 'critical' }),
    ];
    answerWith(incidents);
    await show();
    const names = (await screen.findAllByRole('link')).map((link) => link.textContent?.split(' ')[0]);
    expect(names).toEqual(['INC-3', 'INC-2', 'INC-1']);
    expect(screen.getByText('quiet for 3 min')).toBeInTheDocument();
  });

  it('is marked as new in its first minute', async () => {
    answerWith([sampleIncident({ detectedAt: new Date(NOW - 5000).toISOString() })]);
    await show();
    expect(await screen.findByText('New')).toBeInTheDocument();
  });

  it('keeps title, state and age where there is little room', async () => {
    answerWith([sampleIncident()]);
    await show({ width: 200, height: 80 });
    expect(await screen.findByRole('link')).toBeInTheDocument();
    expect(screen.getByText('for 6 min')).toBeInTheDocument();
    expect(screen.queryByText(/40× its usual/)).not.toBeInTheDocument();
  });

  it('says when there is more than is shown', async () => {
    answerWith([sampleIncident()], overview(), 'next');
    await show();
    expect(await screen.findByText('Only the first 1 are shown.')).toBeInTheDocument();
  });

  it('comes with a warning when detection has stopped looking', async () => {
    const lastCheckAt = new Date(NOW - 10 * MINUTE).toISOString();
    answerWith([sampleIncident()], overview({ detection: { lastCheckAt, everySeconds: 5, checksMissed: 0 } }));
    await show();
    expect(await screen.findByText(/The last check is 10 min old/)).toBeInTheDocument();
  });

  it('can be reached by keyboard', async () => {
    answerWith([sampleIncident()]);
    await show();
    await screen.findByRole('link');
    const user = userEvent.setup({ advanceTimers: jest.advanceTimersByTime });
    for (let tabs = 0; tabs < 4 && document.activeElement?.tagName !== 'A'; tabs++) {
      await user.tab();
    }
    expect(screen.getByRole('link')).toHaveFocus();
  });
});

describe('when nothing is open', () => {
  it('says why that can be believed', async () => {
    answerWith([]);
    await show();
    expect(await screen.findByText('Nothing is open')).toBeInTheDocument();
    expect(screen.getByText('last check 14 s ago, 7 services watched')).toBeInTheDocument();
  });

  it('says why it cannot', async () => {
    const silent = overview({ servicesWatched: 0, detection: { lastCheckAt: null, everySeconds: 5, checksMissed: 0 } });
    answerWith([], silent);
    await show();
    expect(await screen.findByText('No check has run yet.')).toBeInTheDocument();
    expect(screen.getByText(/No service has sent anything, so nothing is watched/)).toBeInTheDocument();
  });
});

describe('the dashboard', () => {
  it('gives range and variables', async () => {
    answerWith([]);
    const replaceVariables: PanelProps['replaceVariables'] = (text, _vars, format) =>
      text === '$service' && typeof format === 'function' ? format(['payment', 'user']) : text;
    await show({ options: { ...DEFAULT_OPTIONS, services: ['$service'] }, replaceVariables });
    expect(listRequests()[0]?.params).toEqual({
      state: 'open,awaiting-confirmation',
      service: 'payment,user',
      from: NOW - 60 * MINUTE,
      to: NOW,
      limit: 20,
    });
    expect(await screen.findByText('Nothing is open for payment, user')).toBeInTheDocument();
  });

  it('makes it ask anew at each refresh, for a relative range and for a fixed one', async () => {
    answerWith([]);
    const { change, props, settle } = await show();
    expect(listRequests()).toHaveLength(1);
    await change({ timeRange: range(NOW - 55 * MINUTE, NOW + 5 * MINUTE) });
    expect(listRequests()).toHaveLength(2);
    act(() => props.eventBus.publish(new RefreshEvent()));
    await settle();
    expect(listRequests()).toHaveLength(3);
  });

  it('does not cut off a slow answer by refreshing', async () => {
    const slow = new Subject();
    fetchMock.mockReturnValue(slow);
    const { props, unmount } = await show();
    act(() => props.eventBus.publish(new RefreshEvent()));
    expect(listRequests()).toHaveLength(1);
    expect(listRequests()[0]?.abortSignal?.aborted).toBe(false);
    unmount();
    expect(listRequests()[0]?.abortSignal?.aborted).toBe(true);
  });

  it('asks another question at once when a variable changes, and drops the old answer', async () => {
    answerWith([sampleIncident()]);
    const { change } = await show();
    await screen.findByRole('link');
    fetchMock.mockReturnValue(new Subject());
    await change({ options: { ...DEFAULT_OPTIONS, services: ['user'] } });
    expect(screen.getByText('Looking for incidents…')).toBeInTheDocument();
  });
});

describe('when it fails', () => {
  const away = () => throwError(() => ({ status: 502, data: 'Bad Gateway', statusText: '', config: { url: '' } }));

  it('says what happened, what to do, and tries again on demand', async () => {
    fetchMock.mockImplementation(away);
    await show();
    expect(await screen.findByRole('alert')).toHaveTextContent(/cannot reach .*Check that the sidecar is running/);
    answerWith([]);
    await userEvent
      .setup({ advanceTimers: jest.advanceTimersByTime })
      .click(screen.getByRole('button', { name: 'Try now' }));
    expect(await screen.findByText('Nothing is open')).toBeInTheDocument();
  });

  it('keeps what it knew and calls it old', async () => {
    answerWith([sampleIncident()]);
    const { props, settle } = await show();
    await screen.findByRole('link');
    fetchMock.mockImplementation(away);
    act(() => props.eventBus.publish(new RefreshEvent()));
    await settle();
    expect(await screen.findByText(/Not up to date, shown as at/)).toBeInTheDocument();
    expect(screen.getByRole('link')).toBeInTheDocument();
  });

  it('says that it is old where the dashboard does not refresh, and blames nobody else', async () => {
    answerWith([sampleIncident()]);
    await show();
    await screen.findByRole('link');
    act(() => jest.advanceTimersByTime(3 * MINUTE));
    expect(screen.getByText(/The dashboard does not refresh by itself/)).toBeInTheDocument();
    expect(screen.queryByText(/The last check is/)).not.toBeInTheDocument();
  });

  it('does not guess at options of a newer plugin', async () => {
    await show({ options: { ...DEFAULT_OPTIONS, v: 2 } });
    expect(screen.getByText(/saved by a newer Incident Memory/)).toBeInTheDocument();
    expect(fetchMock).not.toHaveBeenCalled();
  });
});
