import { screen } from '@testing-library/react';
import { type AskAnswer } from '@incident-memory/contract';
import { askAddress } from '../../extensions/askHandover';
import { Failure, FakeSidecar } from '../../testing/FakeSidecar';
import { renderApp } from '../../testing/renderApp';
import { at, capabilitiesOf, numbered, STARTED } from '../../testing/samples';

const QUESTION = {
  panel: { title: 'Errors by service', dashboard: 'Shop', dashboardUid: 'shop' },
  from: STARTED,
  to: STARTED + 3_600_000,
  series: [{ name: 'payment', labels: { service: 'payment' }, points: [[STARTED, 3] as [number, number]] }],
};

const NOTHING: AskAnswer = {
  services: [],
  howServicesWereFound: 'No label names a service.',
  spike: null,
  rates: [],
  incidents: [],
  samples: [],
  unknown: ['Which service this is.'],
};

function sidecar(answer: unknown) {
  return new FakeSidecar()
    .answer('GET /v1/capabilities', capabilitiesOf('Viewer'))
    .answer('POST /v1/ask', answer)
    .install();
}

describe('Ask', () => {
  afterEach(() => sessionStorage.clear());

  it('asks what the panel handed over, and shows what is known', async () => {
    const fake = sidecar({
      ...NOTHING,
      services: ['payment'],
      howServicesWereFound: 'The label service says so.',
      spike: {
        series: 'payment',
        from: at(0),
        to: at(4),
        peak: 31,
        usual: 1,
        sentence: 'payment rose to 31, usually 1.',
      },
      rates: [{ service: 'payment', errors: 418, lines: 9200, usualErrors: 11.25, sentence: '37× its usual.' }],
      incidents: [numbered(42)],
      unknown: [],
    });
    const path = askAddress(QUESTION).replace('/a/incidentmemory-app/', '');
    renderApp(path);
    expect(await screen.findByText('payment rose to 31, usually 1.')).toBeInTheDocument();
    expect(screen.getByText(/Errors by service/)).toBeInTheDocument();
    expect(screen.getByText('INC-42 · Errors in payment')).toBeInTheDocument();
    expect(screen.getByText('37× its usual.')).toBeInTheDocument();
    expect(screen.queryByText("Asked without the panel's series")).not.toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/ask')[0]?.body).toEqual(QUESTION);
  });

  it('answers a shared link from its time alone, and says so', async () => {
    const fake = sidecar(NOTHING);
    renderApp(`ask?ask=gone&from=${STARTED}&to=${STARTED + 1000}&title=Errors`);
    expect(await screen.findByText("Asked without the panel's series")).toBeInTheDocument();
    expect(await screen.findByText('No spike stands out in this time.')).toBeInTheDocument();
    expect(screen.getByText('Which service this is.')).toBeInTheDocument();
    expect(screen.getByText('No incident was recorded around that time')).toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/ask')[0]?.body).toMatchObject({ panel: { title: 'Errors' }, series: [] });
  });

  it('tells how to ask when nothing was asked', async () => {
    const fake = sidecar(NOTHING);
    renderApp('ask?from=x&to=y');
    expect(await screen.findByText('Nothing was asked')).toBeInTheDocument();
    expect(fake.requestsTo('POST /v1/ask')).toHaveLength(0);
  });

  it('names a failure', async () => {
    sidecar(Failure.of('IM_TELEMETRY_UNAVAILABLE', 500));
    renderApp(`ask?from=${STARTED}&to=${STARTED + 1000}`);
    expect(await screen.findByText('Could not load what is known')).toBeInTheDocument();
  });
});
