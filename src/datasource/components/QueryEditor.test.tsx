import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import React from 'react';
import { of } from 'rxjs';
import { type IncidentMemoryDataSource } from '../IncidentMemoryDataSource';
import { DEFAULT_QUERY, type IncidentMemoryQuery } from '../query/query';
import { fakeTemplates } from '../testing/fakeTemplates';
import { QueryEditor } from './QueryEditor';

jest.mock('@grafana/runtime', () => ({
  ...jest.requireActual('@grafana/runtime'),
  getBackendSrv: () => ({ fetch: () => of({ data: { items: [{ service: 'payment' }] } }) }),
}));

/** Comboboxes measure text and lists; jsdom can do neither. */
beforeAll(() => {
  global.IntersectionObserver = class {
    observe() {}
    unobserve() {}
    disconnect() {}
  } as never;
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, value: 120 });
  Element.prototype.getBoundingClientRect = () => DOMRect.fromRect({ width: 120, height: 120 });
  HTMLCanvasElement.prototype.getContext = (() => ({ measureText: () => ({ width: 10 }) })) as never;
});

async function show(saved: object) {
  const onChange = jest.fn();
  const onRunQuery = jest.fn();
  render(
    <QueryEditor
      query={{ refId: 'A', ...saved } as IncidentMemoryQuery}
      datasource={{ templates: fakeTemplates({}) } as IncidentMemoryDataSource}
      onChange={onChange}
      onRunQuery={onRunQuery}
    />
  );
  return { onChange, onRunQuery };
}

describe('the query editor', () => {
  it('labels every control, so that readers and keyboards find them', async () => {
    await show({});
    expect(await screen.findByLabelText('Show')).toHaveValue('Incidents');
    for (const label of ['Services', 'States', 'Severities', 'Limit']) {
      expect(screen.getByLabelText(label)).toBeInTheDocument();
    }
  });

  it('offers what belongs to the type that is shown', async () => {
    await show({ ...DEFAULT_QUERY, type: 'service-rates' });
    expect(await screen.findByLabelText('Count')).toHaveValue('Errors');
    expect(screen.queryByLabelText('States')).not.toBeInTheDocument();
    expect(screen.queryByLabelText('Limit')).not.toBeInTheDocument();
  });

  it('writes a whole query of the present version when something is chosen', async () => {
    const { onChange, onRunQuery } = await show({ services: ['payment'] });
    await userEvent.type(await screen.findByLabelText('Show'), 'Events{ArrowDown}{Enter}');
    expect(onChange).toHaveBeenCalledWith({ ...DEFAULT_QUERY, refId: 'A', services: ['payment'], type: 'events' });
    expect(onRunQuery).toHaveBeenCalled();
  });

  it('bounds the limit when the field is left', async () => {
    const { onChange } = await show({});
    const limit = await screen.findByLabelText('Limit');
    await userEvent.clear(limit);
    await userEvent.type(limit, '99999');
    await userEvent.tab();
    expect(onChange).toHaveBeenLastCalledWith(expect.objectContaining({ limit: 1000 }));
  });

  it('does not touch a query of a newer plugin unless told to', async () => {
    const { onChange } = await show({ v: 7 });
    expect(await screen.findByText(/query version 7/)).toBeInTheDocument();
    expect(onChange).not.toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Build the query anew' }));
    expect(onChange).toHaveBeenCalledWith({ ...DEFAULT_QUERY, refId: 'A' });
  });
});
