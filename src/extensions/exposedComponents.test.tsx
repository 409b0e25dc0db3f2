import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { render, screen } from '@testing-library/react';
import React from 'react';
import { MemoryRouter } from 'react-router';
import { plugin } from '../module';
import { Failure, FakeSidecar } from '../testing/FakeSidecar';
import { sampleFirstTime, sampleRecall } from '../testing/memorySamples';
import { SIMILAR_INCIDENTS } from './exposedComponents';

const pluginJson = JSON.parse(readFileSync(join(__dirname, '../plugin.json'), 'utf8'));
const exposed = plugin.exposedComponentConfigs;

/** As another app builds it in: with a router of the host, and nothing of ours around it. */
function show(props: object) {
  const Component = exposed.find(({ id }) => id === SIMILAR_INCIDENTS.id)?.component ?? (() => null);
  return render(
    <MemoryRouter future={{ v7_startTransition: false, v7_relativeSplatPath: false }}>
      <Component {...props} />
    </MemoryRouter>
  );
}

describe('the exposed component "similar incidents"', () => {
  it('is announced in plugin.json word for word', () => {
    expect(pluginJson.extensions.exposedComponents).toEqual(
      exposed.map(({ id, title, description }) => ({ id, title, description }))
    );
    expect(exposed.map(({ id }) => id)).toEqual(['incidentmemory-app/similar-incidents/v1']);
  });

  it('shows what is like a text in a service, what helped, and what not to try', async () => {
    const fake = new FakeSidecar().answer('POST /v1/recall', sampleRecall()).install();
    show({ text: ' pool exhausted ', service: 'payment' });
    expect(await screen.findByText('4th time (last on 3 Oct, INC-31)')).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'INC-31 · Payments time out after a deploy' })).toBeInTheDocument();
    expect(screen.getByText('Roll back payment to 2.14.1')).toBeInTheDocument();
    expect(screen.getByRole('region', { name: 'Do not try' })).toHaveTextContent('Raise the pool size');
    expect(fake.requestsTo('POST /v1/recall')[0]?.body).toEqual({
      text: 'pool exhausted',
      service: 'payment',
      limit: 3,
    });
  });

  it('asks for an incident by any of its names', async () => {
    const fake = new FakeSidecar().answer('GET /v1/incidents/:incident/recall', sampleFirstTime()).install();
    show({ incident: 'INC-42', text: 'not looked at' });
    expect(await screen.findByText('First time (nothing like it among 152)')).toBeInTheDocument();
    expect(fake.requests.map(({ path }) => path)).toEqual(['/v1/incidents/INC-42/recall']);
  });

  it('says so when memory is away, and when nothing was asked', async () => {
    new FakeSidecar().answer('POST /v1/recall', Failure.of('IM_STORE_UNAVAILABLE', 503)).install();
    show({ text: 'pool' });
    expect(await screen.findByText(/whether this was seen before is not known/)).toBeInTheDocument();
    show({});
    expect(await screen.findByText(/Nothing was asked/)).toBeInTheDocument();
  });
});
