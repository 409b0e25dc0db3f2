import { act, screen, waitFor } from '@testing-library/react';
import { fakeBrowser } from '../../testing/fakeBrowser';
import { FakeSidecar } from '../../testing/FakeSidecar';
import { renderApp } from '../../testing/renderApp';
import { capabilitiesOf } from '../../testing/samples';
import { sampleLine, signalAnswers } from '../../testing/signalSamples';

function sidecar(logs: unknown = { items: [sampleLine()], nextCursor: null }): FakeSidecar {
  const answers = signalAnswers();
  return new FakeSidecar()
    .answer('GET /v1/capabilities', capabilitiesOf('Viewer'))
    .answer('GET /v1/services', answers['GET /v1/services'])
    .answer('GET /v1/services/rates', answers['GET /v1/services/rates'])
    .answer('GET /v1/logs', logs)
    .install();
}

const address = () => screen.getByTestId('address').textContent;
const searches = (fake: FakeSidecar) => fake.requestsTo('GET /v1/logs').map(({ query }) => query);

describe('the log explorer', () => {
  afterEach(() => fakeBrowser.remove());

  it('reads its search from the address and leaves out what it says wrongly', async () => {
    const fake = sidecar();
    renderApp(
      'logs?service=payment&level=error,loud&contains=bank&template=nonsense&from=1700000000000&to=1700000060000'
    );
    await screen.findByText('cannot reach bank-7 after 3 s');
    expect(searches(fake)[0]).toEqual({
      service: 'payment',
      level: 'error',
      contains: 'bank',
      from: 1700000000000,
      to: 1700000060000,
      limit: 100,
    });
  });

  it('searches on Enter and keeps the search in the address', async () => {
    const fake = sidecar();
    const { user } = renderApp('logs');
    await user.type(await screen.findByLabelText('Text in the line'), 'bank{Enter}');
    await user.click(screen.getByRole('button', { name: 'warn' }));
    await waitFor(() => expect(searches(fake).at(-1)).toMatchObject({ contains: 'bank', level: 'warn' }));
    expect(address()).toBe('/a/incidentmemory-app/logs?contains=bank&level=warn');
  });

  it('leads from a line to those that look the same and to those of its trace', async () => {
    const fake = sidecar();
    const { user } = renderApp('logs');
    await user.click(await screen.findByRole('button', { name: /cannot reach bank-7/ }));
    expect(screen.getByText(/at pay \(pay.js\)/)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Lines of the same trace' }));
    await waitFor(() => expect(searches(fake).at(-1)).toMatchObject({ trace: '4bf92f3577b34da6a3ce929d0e0e4736' }));
    expect(await screen.findByRole('button', { name: 'Only trace 4bf92f35…' })).toBeInTheDocument();
  });

  it('goes on behind a page that is full', async () => {
    const fake = sidecar();
    fake.answer('GET /v1/logs', ({ query }: { query: Record<string, unknown> }) =>
      query.cursor === 'next'
        ? { items: [sampleLine({ id: 'log_2', message: 'older' })], nextCursor: null }
        : { items: [sampleLine()], nextCursor: 'next' }
    );
    const { user } = renderApp('logs');
    await user.click(await screen.findByRole('button', { name: 'Show older lines' }));
    expect(await screen.findByText('older')).toBeInTheDocument();
  });

  it('stands still while a line is read, and goes on when told', async () => {
    jest.useFakeTimers({ advanceTimers: true });
    try {
      const fake = sidecar();
      const { user } = renderApp('logs');
      await user.click(await screen.findByRole('button', { name: /cannot reach bank-7/ }));
      const before = searches(fake).length;
      await act(() => jest.advanceTimersByTimeAsync(60_000));
      expect(searches(fake)).toHaveLength(before);
      expect(screen.getByText(/at pay \(pay.js\)/)).toBeInTheDocument();
      await user.click(screen.getByRole('button', { name: 'Go on' }));
      await waitFor(() => expect(searches(fake).length).toBeGreaterThan(before));
    } finally {
      jest.useRealTimers();
    }
  });

  it('says what no line means', async () => {
    sidecar({ items: [], nextCursor: null });
    renderApp('logs?contains=nowhere');
    expect(await screen.findByText('No line fits')).toBeInTheDocument();
  });
});
