import { screen, waitFor, within } from '@testing-library/react';
import { type Incident, type Role } from '@incident-memory/contract';
import { Failure, FakeSidecar, type SeenRequest } from '../../testing/FakeSidecar';
import { renderApp } from '../../testing/renderApp';
import { sampleAlarm } from '../../testing/detectionSamples';
import { sampleEvidence } from '../../testing/evidenceSamples';
import { sampleFirstTime } from '../../testing/memorySamples';
import { sampleOccurrence } from '../../testing/signalSamples';
import { at, capabilitiesOf, numbered, sampleChart, sampleEntry } from '../../testing/samples';

function sidecar(incident: Incident, role: Role = 'Editor') {
  let current = incident;
  const change = (changes: (request: SeenRequest) => Partial<Incident>) => (request: SeenRequest) => {
    current = { ...current, ...changes(request), version: current.version + 1 };
    return current;
  };
  const mark = { at: at(3), by: 'ada' };
  return new FakeSidecar()
    .answer('GET /v1/capabilities', capabilitiesOf(role))
    .answer('GET /v1/incidents/:incident', () => current)
    .answer('GET /v1/incidents/:incident/events', { items: [sampleEntry()], nextCursor: null })
    .answer('GET /v1/incidents/:incident/chart', sampleChart())
    .answer('GET /v1/incidents/:incident/evidence', sampleEvidence())
    .answer('GET /v1/incidents/:incident/recall', sampleFirstTime())
    .answer('GET /v1/incidents/:incident/memory', null)
    .answer('GET /v1/incidents', { items: [numbered(7, { title: 'Errors in user' })], nextCursor: null })
    .answer(
      'POST /v1/incidents/:incident/split',
      change(() => ({}))
    )
    .answer(
      'POST /v1/incidents/:incident/merge',
      change(() => ({ state: 'merged', mergedInto: numbered(7).id }))
    )
    .answer(
      'POST /v1/incidents/:incident/unmerge',
      change(() => ({ state: 'open', mergedInto: null }))
    )
    .answer('GET /v1/occurrences', { items: [sampleOccurrence({ at: at(-4) })], nextCursor: null })
    .answer('GET /v1/incidents/:incident/samples', {
      items: [
        {
          id: 'log_1',
          at: at(0),
          service: 'payment',
          level: 'error',
          message: 'Timed out waiting for a connection',
          errorType: 'TimeoutException',
          stack: null,
          traceId: null,
          template: null,
          fingerprint: null,
        },
      ],
      nextCursor: null,
    })
    .answer(
      'POST /v1/incidents/:incident/acknowledge',
      change(() => ({ acknowledged: mark }))
    )
    .answer(
      'POST /v1/incidents/:incident/mitigating',
      change(() => ({ mitigating: mark }))
    )
    .answer(
      'POST /v1/incidents/:incident/dismiss',
      change(() => ({ state: 'dismissed', closedAt: at(4), dismissReason: 'a test' }))
    )
    .answer(
      'POST /v1/incidents/:incident/reopen',
      change(() => ({ state: 'open', closedAt: null }))
    )
    .answer(
      'POST /v1/incidents/:incident/notes',
      change(() => ({}))
    )
    .answer(
      'POST /v1/incidents/:incident/confirm',
      change(({ body }) => ({ state: 'resolved', closedAt: at(4), resolution: body as Incident['resolution'] }))
    )
    .install();
}

function joinedAlarm(): Incident['alarms'][number] {
  const {
    id,
    detector,
    service,
    subject,
    startedAt,
    at: raisedAt,
    endedAt,
    score,
    sentence,
    hurts,
  } = sampleAlarm({
    sentence: '12 % of requests fail, usually 0.2 %',
  });
  return { id, detector, service, subject, startedAt, at: raisedAt, endedAt, score, sentence, hurts };
}

const WAITING = numbered(42, {
  state: 'awaiting-confirmation',
  recovery: 'errors-stopped-recovery-unproven',
  quietSince: at(5),
});

describe('Incident', () => {
  it('shows what hurts, the services in order, the lines and the timeline', async () => {
    const second = { service: 'api-gateway', firstErrorAt: at(1), errors: 30, peakErrors: 20, baselineErrors: 0 };
    sidecar(numbered(42, { services: [...numbered(42).services, second] }));
    renderApp('incidents/42');
    expect(await screen.findByText('payment: 118 errors in 2 min, 40× its usual')).toBeInTheDocument();
    expect(screen.getByRole('heading', { level: 1 })).toHaveTextContent('INC-42 · Errors in payment');
    const services = screen.getByRole('region', { name: 'Services, in the order they reported' });
    const rows = within(services).getAllByRole('row').slice(1);
    expect(rows[0]).toHaveTextContent('1. payment');
    expect(rows[0]).toHaveTextContent('60, 20× its usual');
    expect(rows[1]).toHaveTextContent('2. api-gateway');
    expect(rows[1]).toHaveTextContent('20, usually none');
    expect(services).toHaveTextContent('Why it opened: 100 errors in 2 minutes');
    expect(await screen.findByText('Timed out waiting for a connection')).toBeInTheDocument();
    expect(await screen.findByText('118 errors in 2 minutes; the rule is 100')).toBeInTheDocument();
  });

  it('shows what changed before it began, of the services that are hurt', async () => {
    const fake = sidecar(numbered(42));
    renderApp('incidents/42');
    const changed = within(await screen.findByRole('region', { name: 'What changed' }));
    expect(await changed.findByText(/live · 4 min before it began/)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'payment' })).toHaveAttribute(
      'href',
      `/a/incidentmemory-app/services/payment?from=${Date.parse(at(-60))}&to=now`
    );
    expect(changed.getByText('2.14.1 → 2.15.0')).toBeInTheDocument();
    expect(fake.requestsTo('GET /v1/occurrences')[0]?.query).toMatchObject({
      service: 'payment',
      from: Date.parse(at(0)) - 3_600_000,
    });
  });

  it('gives the chart as a table of what the rule compares', async () => {
    sidecar(numbered(42));
    const { user } = renderApp('incidents/42');
    await screen.findByRole('img', {
      name: /Errors within 2 min, around the start: at most 140, the rule fires at 100/,
    });
    await user.click(screen.getByRole('button', { name: 'Show as table' }));
    const table = screen.getByRole('table', { name: /Errors within 2 min, around the start; the rule fires at 100/ });
    // Four buckets of 30 s make the rule's 2 minutes: 10+20+30+40, then 20+30+40+50.
    expect(
      within(table)
        .getAllByRole('cell')
        .map((cell) => cell.textContent)
    ).toEqual(['–', '–', '–', '100', '140']);
  });

  it('shows that an action happened, at once and with who', async () => {
    const fake = sidecar(numbered(42));
    const { user } = renderApp('incidents/42');
    await user.click(await screen.findByRole('button', { name: 'Acknowledge' }));
    expect(await screen.findByText('Acknowledged: others see that you are on it.')).toBeInTheDocument();
    expect(screen.getByText(/ada on it/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Acknowledge' })).not.toBeInTheDocument();
    const [sent] = fake.requestsTo('POST /v1/incidents/:incident/acknowledge');
    expect(sent?.path).toContain(numbered(42).id);
    expect(sent?.headers['Idempotency-Key']).toMatch(/^[0-9a-f]{32}$/);
    // True whatever came between: a busy incident changes every few seconds.
    expect(sent?.headers['If-Match']).toBeUndefined();
  });

  it('asks for notes before it closes, and closes only what was seen', async () => {
    const fake = sidecar(WAITING);
    const { user } = renderApp('incidents/42');
    expect(await screen.findByText('Errors stopped, recovery unproven')).toBeInTheDocument();
    await user.click(await screen.findByRole('button', { name: 'Confirm it is over' }));
    const dialog = screen.getByRole('dialog');
    const submit = within(dialog).getByRole('button', { name: 'Close it with these notes' });
    await user.type(within(dialog).getByLabelText(/What was the cause/), 'pool exhausted');
    await user.type(within(dialog).getByLabelText(/What cured it/), 'raised the pool');
    await user.click(submit);
    expect(await screen.findByText('Closed, with your notes. It can be reopened.')).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'What it was, and what cured it' })).toHaveTextContent('pool exhausted');
    const [sent] = fake.requestsTo('POST /v1/incidents/:incident/confirm');
    expect(sent?.body).toEqual({
      cause: 'pool exhausted',
      fix: 'raised the pool',
      fixKind: 'other',
      didNotHelp: '',
      prevention: '',
    });
    expect(sent?.headers['If-Match']).toBe('"3"');
  });

  it('keeps what was typed when it is not closed, and says why', async () => {
    const fake = sidecar(WAITING);
    fake.answer('POST /v1/incidents/:incident/confirm', Failure.of('IM_VERSION_CONFLICT', 409));
    const { user } = renderApp('incidents/42');
    await user.click(await screen.findByRole('button', { name: 'Confirm it is over' }));
    const dialog = screen.getByRole('dialog');
    await user.type(within(dialog).getByLabelText(/What was the cause/), 'x');
    await user.type(within(dialog).getByLabelText(/What cured it/), 'y');
    await user.click(within(dialog).getByRole('button', { name: 'Close it with these notes' }));
    expect(await within(dialog).findByText('What IM_VERSION_CONFLICT means.')).toBeInTheDocument();
    expect(within(dialog).getByLabelText(/What was the cause/)).toHaveValue('x');
  });

  it('dismisses and reopens with a reason', async () => {
    const fake = sidecar(numbered(42));
    const { user } = renderApp('incidents/42');
    await user.click(await screen.findByRole('button', { name: 'Dismiss' }));
    await user.type(screen.getByLabelText(/Why it was none/), 'a test');
    await user.click(screen.getByRole('button', { name: 'Dismiss it' }));
    expect(await screen.findByText('Dismissed. It can be reopened.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Reopen' }));
    await user.type(screen.getByLabelText(/Why it is not over/), 'it is back');
    await user.click(screen.getByRole('button', { name: 'Reopen it' }));
    expect(await screen.findByText('Open again.')).toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/incidents/:incident/reopen')[0]?.body).toEqual({ reason: 'it is back' });
  });

  it('takes a note from the keyboard alone', async () => {
    const fake = sidecar(numbered(42));
    const { user } = renderApp('incidents/42');
    (await screen.findByRole('button', { name: 'Note' })).focus();
    await user.keyboard('{Enter}');
    await user.keyboard('restarted pod 3{Control>}{Enter}{/Control}');
    expect(await screen.findByText('Written into the timeline.')).toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/incidents/:incident/notes')[0]?.body).toEqual({ text: 'restarted pod 3' });
  });

  it('offers a Viewer nothing to press', async () => {
    const fake = sidecar(numbered(42), 'Viewer');
    renderApp('incidents/42');
    await screen.findByText('118 errors in 2 minutes; the rule is 100');
    await waitFor(() => expect(fake.requestsTo('GET /v1/capabilities')).toHaveLength(1));
    for (const name of ['Acknowledge', 'Mitigating', 'Get help', 'Can wait', 'Confirm it is over', 'Dismiss', 'Note']) {
      expect(screen.queryByRole('button', { name })).not.toBeInTheDocument();
    }
  });

  it('explains an incident that is not there or not theirs', async () => {
    sidecar(numbered(42)).answer('GET /v1/incidents/:incident', Failure.of('IM_INCIDENT_UNKNOWN', 404));
    renderApp('incidents/99');
    expect(await screen.findByText('There is no INC-99 that you may see')).toBeInTheDocument();
    expect(screen.getByText(/may belong to another team/)).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: 'Try again' })).not.toBeInTheDocument();
  });

  it('lets one part fail without the others', async () => {
    sidecar(numbered(42)).answer('GET /v1/incidents/:incident/samples', Failure.of('IM_INTERNAL', 500));
    renderApp('incidents/42');
    expect(await screen.findByText('Could not load the sample lines')).toBeInTheDocument();
    expect(screen.getByText('118 errors in 2 minutes; the rule is 100')).toBeInTheDocument();
  });

  it('shows how it spread, with what shows each step, and does not call the first one the origin without proof', async () => {
    const spread = {
      ...{ kind: 'cascade' as const, first: 'database', certainty: 'first-to-report' as const },
      sentence: 'database failed first, then payment, which calls it',
      steps: [
        { service: 'database', at: at(0), through: null, evidence: '' },
        { service: 'payment', at: at(1), through: 'database', evidence: '40 of 90 calls fail' },
      ],
    };
    sidecar(numbered(42, { spread, outage: true, recurrences: 2, flapping: true, returnsInLastHour: 4 }));
    renderApp('incidents/42');
    const steps = await screen.findByRole('region', { name: 'How it spread' });
    expect(steps).toHaveTextContent('through database: 40 of 90 calls fail');
    expect(within(steps).getByText('First to report')).toBeInTheDocument();
    expect(within(steps).queryByText('Origin')).not.toBeInTheDocument();
    expect(screen.getByText('Outage')).toBeInTheDocument();
    expect(screen.getByText('Flapping: 4 times in the last hour')).toBeInTheDocument();
    expect(screen.getByText('Back 2 times after closing')).toBeInTheDocument();
  });

  it('shows the evidence: charts with what was usual, new messages with a line, failing calls', async () => {
    sidecar(numbered(42, { alarms: [joinedAlarm()] }));
    renderApp('incidents/42');
    const charts = await screen.findByRole('region', { name: 'Against the usual' });
    expect(await within(charts).findByText('payment: failed requests')).toBeInTheDocument();
    const messages = screen.getByRole('region', { name: 'New or louder messages' });
    expect(within(messages).getByText('New')).toBeInTheDocument();
    expect(messages).toHaveTextContent('pool exhausted after 30 s');
    const calls = screen.getByRole('region', { name: 'Slow or failing calls' });
    expect(calls).toHaveTextContent('payment → database');
    expect(screen.getByRole('region', { name: 'What detectors say' })).toHaveTextContent('12 % of requests fail');
  });

  it('tells each check of a recovery, also the one that nobody can know', async () => {
    const recoveryProof = {
      at: at(6),
      proved: false,
      checks: [
        { what: 'traffic' as const, holds: true, sentence: '412 requests in 2 min, usual 380 to 520' },
        { what: 'success' as const, holds: null, sentence: 'whether requests succeed is not known' },
      ],
    };
    sidecar({ ...WAITING, recoveryProof });
    renderApp('incidents/42');
    expect(await screen.findByText('Errors stopped, recovery unproven')).toBeInTheDocument();
    expect(screen.getByText(/412 requests in 2 min/)).toBeInTheDocument();
    expect(screen.getByText('not known:')).toBeInTheDocument();
  });

  it('says recovered only where it is proved', async () => {
    sidecar({ ...WAITING, recovery: 'recovered' });
    renderApp('incidents/42');
    expect(await screen.findByText('Recovered, by what is measured')).toBeInTheDocument();
    expect(screen.queryByText(/recovery unproven/)).not.toBeInTheDocument();
  });

  it('splits off what does not belong, with a reason, never everything', async () => {
    const second = { service: 'user', firstErrorAt: at(1), errors: 30, peakErrors: 20, baselineErrors: 0 };
    const fake = sidecar(numbered(42, { services: [...numbered(42).services, second] }));
    const { user } = renderApp('incidents/42');
    await user.click(await screen.findByRole('button', { name: 'Split' }));
    const send = screen.getByRole('button', { name: 'Split them off' });
    await user.click(screen.getByRole('checkbox', { name: 'user' }));
    await user.type(screen.getByLabelText(/Why they do not belong here/), 'a campaign');
    await user.click(screen.getByRole('checkbox', { name: 'payment' }));
    expect(send).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: 'payment' }));
    await user.click(send);
    await waitFor(() =>
      expect(fake.requestsTo('POST /v1/incidents/:incident/split')[0]?.body).toEqual({
        services: ['user'],
        alarms: [],
        reason: 'a campaign',
      })
    );
  });

  it('merges into another one under way, and takes it back', async () => {
    const fake = sidecar(numbered(42));
    const { user } = renderApp('incidents/42');
    await user.click(await screen.findByRole('button', { name: 'Merge' }));
    await user.click(await screen.findByRole('combobox', { name: /The incident that it is part of/ }));
    // The list itself is drawn by its size, which a test has none of.
    await user.keyboard('{ArrowDown}{Enter}');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Merge' }));
    await waitFor(() =>
      expect(fake.requestsTo('POST /v1/incidents/:incident/merge')[0]?.body).toMatchObject({ into: numbered(7).id })
    );
    await user.click(await screen.findByRole('button', { name: 'Take the merge back' }));
    await waitFor(() => expect(fake.requestsTo('POST /v1/incidents/:incident/unmerge')).toHaveLength(1));
  });
});
