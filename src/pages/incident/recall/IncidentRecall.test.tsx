import { screen, waitFor, within } from '@testing-library/react';
import { type Attempt, type RecallAnswer, type Role } from '@incident-memory/contract';
import { FakeSidecar, Failure } from '../../../testing/FakeSidecar';
import { sampleEvidence } from '../../../testing/evidenceSamples';
import {
  sampleAdvice,
  sampleAttempt,
  sampleDoNotTry,
  sampleFirstTime,
  sampleForming,
  sampleMatch,
  sampleRecall,
} from '../../../testing/memorySamples';
import { renderApp } from '../../../testing/renderApp';
import { capabilitiesOf, numbered, sampleChart } from '../../../testing/samples';

function sidecar(recall: RecallAnswer | Failure, attempts: Attempt[] = [], role: Role = 'Editor') {
  let tried = attempts;
  const answerWith = (changed: (sent: { path: string; body: unknown }) => Attempt[]) => (sent: never) => {
    tried = changed(sent);
    return sampleForming({ attempts: tried });
  };
  return new FakeSidecar()
    .answer('GET /v1/capabilities', capabilitiesOf(role))
    .answer('GET /v1/incidents/:incident', numbered(42))
    .answer('GET /v1/incidents/:incident/events', { items: [], nextCursor: null })
    .answer('GET /v1/incidents/:incident/chart', sampleChart())
    .answer('GET /v1/incidents/:incident/evidence', sampleEvidence())
    .answer('GET /v1/incidents/:incident/samples', { items: [], nextCursor: null })
    .answer('GET /v1/occurrences', { items: [], nextCursor: null })
    .answer('GET /v1/incidents/:incident/recall', () => recall)
    .answer('GET /v1/incidents/:incident/memory', () =>
      tried.length === 0 ? null : sampleForming({ attempts: tried })
    )
    .answer(
      'POST /v1/incidents/:incident/attempts',
      answerWith(({ body }) => [
        sampleAttempt({
          ...(body as Pick<Attempt, 'fix' | 'from'>),
          state: 'doing',
          by: 'ada',
          outcome: null,
          outcomeSentence: '',
        }),
      ])
    )
    .answer(
      'POST /v1/incidents/:incident/attempts/:attempt/done',
      answerWith(() => tried.map((one) => ({ ...one, state: 'done' as const })))
    )
    .answer(
      'POST /v1/incidents/:incident/attempts/:attempt/withdraw',
      answerWith(() => tried.map((one) => ({ ...one, state: 'withdrawn' as const })))
    )
    .answer(
      'POST /v1/incidents/:incident/attempts/:attempt/outcome',
      answerWith(({ body }) =>
        tried.map((one) => ({ ...one, ...(body as Pick<Attempt, 'outcome'>), outcomeKnownFrom: 'person' as const }))
      )
    )
    .answer(
      'POST /v1/incidents/:incident/reject',
      answerWith(({ body }) => [
        ...tried,
        sampleAttempt({ ...(body as Pick<Attempt, 'fix' | 'reason'>), id: 'att_9', state: 'rejected', outcome: null }),
      ])
    )
    .install();
}

/** The whole page is drawn before this part of it, which takes a while on a busy machine. */
const part = (name: string) => screen.findByRole('region', { name }, { timeout: 4_000 });

describe('What memory says on the incident page', () => {
  it('tells seen before, what matches and differs, and the check that tells causes apart', async () => {
    sidecar(sampleRecall());
    renderApp('incidents/42');
    const seen = await part('Seen before');
    expect(seen).toHaveTextContent('4th time (last on 3 Oct, INC-31)');
    expect(within(seen).getByRole('list', { name: 'Matches' })).toHaveTextContent('the same exception');
    expect(within(seen).getByRole('list', { name: 'Differs' })).toHaveTextContent('database connections are normal');
    expect(seen).toHaveTextContent('Check first: Are open connections below 80?');
    expect(within(seen).getByRole('link', { name: 'INC-31' })).toHaveAttribute(
      'href',
      '/a/incidentmemory-app/incidents/31'
    );
  });

  it('says what to do with its record and its undo, what not to try, and who knows', async () => {
    sidecar(sampleRecall());
    renderApp('incidents/42');
    await part('Seen before');
    const stop = await part('Make it stop');
    expect(stop).toHaveTextContent('Roll back payment to 2.14.1');
    expect(stop).toHaveTextContent('Emerging cured 4 of 5, last on 3 Oct (INC-31), verified · undo: redeploy 2.15.0');
    expect(await part('Do not try')).toHaveTextContent('Raise the pool size: got worse after, twice (INC-12, INC-19)');
    expect(await part('Who knows')).toHaveTextContent('platform on-call');
    const order = screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent);
    const places = ['Seen before', 'Make it stop', ' Do not try', 'What changed', 'Who knows'].map((name) =>
      order.findIndex((title) => title?.trim() === name.trim())
    );
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places).not.toContain(-1);
  });

  it('says "first time" as loudly, and calls general measures general', async () => {
    sidecar(sampleFirstTime());
    renderApp('incidents/42');
    expect(await part('Seen before')).toHaveTextContent('First time (nothing like it among 152)');
    const stop = await part('Make it stop');
    expect(stop).toHaveTextContent('No fix of yours is known for this.');
    expect(stop).toHaveTextContent('General measures: what is commonly done, not learnt from your incidents.');
    expect(stop).toHaveTextContent('Take back the last change of payment');
  });

  it('says that nothing is known where nothing is', async () => {
    sidecar(sampleFirstTime({ general: [] }));
    renderApp('incidents/42');
    await part('Seen before');
    expect(await part('Make it stop')).toHaveTextContent('Nothing is known that stops it.');
  });

  it('shows both counts of what is contested, and imported notes verbatim, below and without a rate', async () => {
    const counts = { ...sampleAdvice().counts, cured: 3, noEffect: 1, temporary: 1, gotWorseAfter: 1 };
    const contested = sampleAdvice({ verdict: 'contested', counts, sentence: 'last on 12 Sep', tellApart: null });
    const imported = {
      memory: sampleForming().id,
      title: 'Postmortem 7',
      verbatim: 'We restarted.\nIt came back.',
      link: 'https://wiki.example.com/7',
      at: sampleForming().startedAt,
      provenance: 'imported' as const,
    };
    sidecar(sampleRecall({ recommended: [], contested: [contested], imported: [imported] }));
    renderApp('incidents/42');
    expect(await part('Contested: it depends on the cause, or worked and failed')).toHaveTextContent(
      'helped 3 times, did not help 3 times (got worse after: 1)'
    );
    const below = await part('Last time (imported, unverified)');
    expect(below).toHaveTextContent('We restarted. It came back.');
    expect(within(below).getByRole('link', { name: /where it comes from/ })).toHaveAttribute(
      'href',
      'https://wiki.example.com/7'
    );
  });

  it('starts, finishes and judges a fix', async () => {
    const fake = sidecar(sampleRecall());
    const { user } = renderApp('incidents/42');
    await user.click(await screen.findByRole('button', { name: /I’m doing this: Roll back/ }));
    expect(await screen.findByText(/Noted: others see what you are doing/)).toBeInTheDocument();
    const [begun] = fake.requestsTo('POST /v1/incidents/:incident/attempts');
    expect(begun?.body).toEqual({
      fix: sampleAdvice().fix,
      from: { memory: sampleRecall().matches[0]?.memory.id, attempt: 'att_1', modified: false },
    });
    expect(begun?.headers['Idempotency-Key']).toMatch(/^[0-9a-f]{32}$/);
    expect(await part('Make it stop')).toHaveTextContent('It is being tried: see above.');
    await user.click(screen.getByRole('button', { name: /^Done: Roll back/ }));
    const tried = await part('Tried this time');
    await waitFor(() => expect(tried).toHaveTextContent('Being checked against what is measured'));
    await user.click(screen.getByRole('button', { name: /^Say what it did/ }));
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByRole('button', { name: 'Say so' })).toBeDisabled();
    await user.click(within(dialog).getByRole('combobox', { name: /What it did/ }));
    await user.keyboard('{ArrowDown}{Enter}');
    await user.click(within(dialog).getByRole('button', { name: 'Say so' }));
    await waitFor(() => expect(tried).toHaveTextContent('Mitigated (said'));
  });

  it('sends a changed fix as changed, and one of their own without a source', async () => {
    const fake = sidecar(sampleRecall());
    const { user } = renderApp('incidents/42');
    await user.click(await screen.findByRole('button', { name: /^Modify: Roll back/ }));
    const words = screen.getByLabelText(/What are you doing/);
    expect(words).toHaveValue('Roll back payment to 2.14.1');
    await user.clear(words);
    await user.type(words, 'Roll back to 2.13');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'I’m doing this' }));
    await waitFor(() =>
      expect(fake.requestsTo('POST /v1/incidents/:incident/attempts')[0]?.body).toMatchObject({
        fix: { words: 'Roll back to 2.13', kind: 'rollback' },
        from: { modified: true },
      })
    );
    await user.click(await screen.findByRole('button', { name: 'I’m doing something else' }));
    await user.type(screen.getByLabelText(/What are you doing/), 'Drain node 7');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'I’m doing this' }));
    await waitFor(() => expect(fake.requestsTo('POST /v1/incidents/:incident/attempts')).toHaveLength(2));
    expect(fake.requestsTo('POST /v1/incidents/:incident/attempts')[1]?.body).toEqual({
      fix: { kind: 'other', words: 'Drain node 7', target: '', exact: '', undo: '' },
    });
  });

  it('refuses a suggestion with its reason, and shows what the system judged', async () => {
    const fake = sidecar(sampleRecall(), [sampleAttempt({ fix: { ...sampleAttempt().fix, words: 'Fail over' } })]);
    const { user } = renderApp('incidents/42');
    expect(await part('Tried this time')).toHaveTextContent('Cured failures fell from 12 % to 0.2 % within 3 min');
    await user.click(await screen.findByRole('button', { name: /^Reject: Roll back/ }));
    await user.type(screen.getByLabelText(/Why not/), 'sessions would be lost');
    await user.click(within(screen.getByRole('dialog')).getByRole('button', { name: 'Reject it' }));
    expect(await screen.findByText('It is not suggested here again.')).toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/incidents/:incident/reject')[0]?.body).toMatchObject({
      reason: 'sessions would be lost',
      fix: { words: 'Roll back payment to 2.14.1' },
    });
    expect(await part('Tried this time')).toHaveTextContent('sessions would be lost');
  });

  it('offers a Viewer nothing to press', async () => {
    sidecar(sampleRecall(), [], 'Viewer');
    renderApp('incidents/42');
    expect(await screen.findByText('Saying what you do takes the role Editor.')).toBeInTheDocument();
    expect(screen.queryByRole('button', { name: /I’m doing/ })).not.toBeInTheDocument();
  });

  it('is away without taking the page along, and never passes for "first time"', async () => {
    sidecar(Failure.of('IM_STORE_UNAVAILABLE', 503));
    renderApp('incidents/42');
    expect(await screen.findByText(/whether this was seen before is not known/)).toBeInTheDocument();
    expect(screen.getByText('payment: 118 errors in 2 min, 40× its usual')).toBeInTheDocument();
    expect(await screen.findByRole('button', { name: 'I’m doing something else' })).toBeInTheDocument();
    expect(screen.queryByText(/First time/)).not.toBeInTheDocument();
  });

  it('passes on why memory says less than it could', async () => {
    const seen = { verdict: 'unknown' as const, times: 0, lastAt: null, sentence: 'Not known: memory is off' };
    sidecar(sampleFirstTime({ seen, general: [], note: 'Memory is switched off in the configuration.' }));
    renderApp('incidents/42');
    expect(await part('Seen before')).toHaveTextContent('Memory is switched off in the configuration.');
    expect(await part('Make it stop')).toHaveTextContent('Not known: memory did not answer.');
    expect(screen.getByRole('button', { name: 'Ask memory again' })).toBeInTheDocument();
  });

  it('compares what is only similar when someone asks', async () => {
    sidecar(sampleFirstTime({ matches: [sampleMatch({ strength: 'similar' })] }));
    const { user } = renderApp('incidents/42');
    const seen = await part('Seen before');
    expect(seen).toHaveTextContent('Not the same, but the nearest: INC-31 · Payments time out after a deploy');
    expect(within(seen).queryByRole('list', { name: 'Differs' })).not.toBeInTheDocument();
    await user.click(within(seen).getByRole('button', { name: 'Compare' }));
    expect(within(seen).getByRole('list', { name: 'Differs' })).toHaveTextContent('connections are normal');
  });

  it('shows a check of what not to try that is not shown above', async () => {
    const check = { question: 'Is it the primary?', how: 'Ask it.', means: 'Then do not.' };
    sidecar(sampleRecall({ doNotTry: [sampleDoNotTry({ tellApart: check })] }));
    renderApp('incidents/42');
    expect(await part('Do not try')).toHaveTextContent('Check first: Is it the primary?');
  });

  it('fills in the notes of closing from what was tried', async () => {
    sidecar(sampleRecall(), [sampleAttempt()]);
    const { user } = renderApp('incidents/42');
    await part('Tried this time');
    await user.click(await screen.findByRole('button', { name: 'Confirm it is over' }));
    const dialog = screen.getByRole('dialog');
    expect(within(dialog).getByLabelText(/What cured it/)).toHaveValue('Roll back payment to 2.14.1');
    expect(dialog).toHaveTextContent('Filled in from what was tried here.');
    expect(within(dialog).getByRole('button', { name: 'Close it with these notes' })).toBeEnabled();
  });
});
