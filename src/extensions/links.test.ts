import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  dateTime,
  FieldType,
  type PluginExtensionAddedLinkConfig,
  type PluginExtensionEventHelpers,
} from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { AskBody } from '@incident-memory/contract';
import { readKeptQuestion } from './askHandover';
import { links } from './links';

const NOW = Date.UTC(2026, 10, 21, 12, 53, 45);

function linkTitled(title: string): PluginExtensionAddedLinkConfig {
  const found = links.find((link) => link.title === title);
  if (found === undefined) {
    throw new Error(`There is no link "${title}"`);
  }
  return found;
}

/** Clicks as Grafana does and gives what the Ask page would find. */
function click(title: string, context: object) {
  linkTitled(title).onClick?.(undefined, { context } as PluginExtensionEventHelpers);
  const { pathname, search } = locationService.getLocation();
  const address = new URLSearchParams(search);
  return { pathname, address, question: AskBody.parse(readKeptQuestion(address.get('ask') ?? '')) };
}

function timeSeries(name: string, values: Array<number | null>, labels?: Record<string, string>) {
  const times = values.map((_, index) => NOW - (values.length - index) * 10_000);
  return {
    name,
    refId: 'A',
    length: values.length,
    fields: [
      { name: 'Time', type: FieldType.time, config: {}, values: times },
      { name: 'Value', type: FieldType.number, config: {}, values, ...(labels && { labels }) },
    ],
  };
}

/** The context of a panel's menu, as captured from Grafana 12.3. */
function panelContext(series: object[]) {
  return {
    id: 3,
    pluginId: 'timeseries',
    title: 'Errors',
    timeRange: { from: 'now-1h', to: 'now' },
    timeZone: 'browser',
    dashboard: { uid: 'im-one', title: 'IM one', tags: [] },
    targets: [{ refId: 'A', query: 'log.level:ERROR', datasource: { type: 'elasticsearch', uid: 'logs-es' } }],
    data: { series, annotations: [] },
  };
}

beforeEach(() => {
  jest.useFakeTimers().setSystemTime(NOW);
  sessionStorage.clear();
  locationService.push('/d/im-one');
});
afterEach(() => jest.useRealTimers());

describe('the links', () => {
  const pluginJson = JSON.parse(readFileSync(join(__dirname, '../plugin.json'), 'utf8'));

  it('are announced in plugin.json word for word', () => {
    expect(pluginJson.extensions.addedLinks).toEqual(
      links.map(({ title, description, targets }) => ({ title, description, targets }))
    );
  });

  it('have titles that Grafana does not cut in a menu', () => {
    for (const { title, targets } of links) {
      if (!targets.includes('grafana/commandpalette/action')) {
        // Grafana cuts from 25 characters on.
        expect(title.length).toBeLessThan(25);
      }
    }
  });

  it('are at most three at any place', () => {
    const places = links.flatMap(({ targets }) => targets);
    for (const place of places) {
      expect(places.filter((other) => other === place).length).toBeLessThanOrEqual(3);
    }
  });

  it('stay inside the app', () => {
    for (const { path } of links) {
      expect(path ?? '/a/incidentmemory-app').toMatch(/^\/a\/incidentmemory-app/);
    }
  });
});

describe('in a panel menu', () => {
  const configure = (context: object | undefined) => linkTitled('Ask about this').configure?.(context);

  it('is offered where numbers over time are shown', () => {
    expect(configure(panelContext([timeSeries('payment', [0, 4])]))).toEqual({});
  });

  it('is not offered for text, tables without time, or panels without data', () => {
    const table = { length: 1, fields: [{ name: 'n', type: FieldType.number, config: {}, values: [1] }] };
    expect(configure({ ...panelContext([]), pluginId: 'text', data: undefined })).toBeUndefined();
    expect(configure(panelContext([table]))).toBeUndefined();
    expect(configure(panelContext([timeSeries('payment', [])]))).toBeUndefined();
    expect(configure(undefined)).toBeUndefined();
  });

  it('carries panel, time and the shape of the series to the Ask page', () => {
    const { pathname, address, question } = click(
      'Ask about this',
      panelContext([timeSeries('payment', [0, 40, null])])
    );
    expect(pathname).toBe('/a/incidentmemory-app/ask');
    expect(question).toEqual({
      panel: { title: 'Errors', dashboard: 'IM one', dashboardUid: 'im-one' },
      from: NOW - 3_600_000,
      to: NOW,
      series: [
        {
          name: 'payment',
          labels: {},
          points: [
            [NOW - 30_000, 0],
            [NOW - 20_000, 40],
            [NOW - 10_000, null],
          ],
        },
      ],
    });
    expect([address.get('from'), address.get('to'), address.get('title')]).toEqual([
      String(NOW - 3_600_000),
      String(NOW),
      'Errors',
    ]);
  });

  it('understands an absolute range', () => {
    const timeRange = { from: dateTime(NOW - 5000), to: dateTime(NOW - 1000) };
    const { question } = click('Ask about this', { ...panelContext([timeSeries('a', [1])]), timeRange });
    expect([question.from, question.to]).toEqual([NOW - 5000, NOW - 1000]);
  });

  it('thins long series without losing the spike, and keeps the twenty highest', () => {
    const quiet = Array.from({ length: 25 }, (_, index) => timeSeries(`s${index}`, [index]));
    const long = timeSeries(
      'spiky',
      Array.from({ length: 10_000 }, (_, index) => (index === 7777 ? 999 : 1))
    );
    const { question } = click('Ask about this', panelContext([...quiet, long]));
    expect(question.series).toHaveLength(20);
    expect(question.series[0]?.name).toBe('spiky');
    expect(question.series[0]?.points.length).toBeLessThanOrEqual(300);
    expect(question.series[0]?.points.map(([, value]) => value)).toContain(999);
    expect(question.series.map(({ name }) => name)).not.toContain('s0');
  });

  it('keeps labels, and cleans what the interface would refuse', () => {
    const labels = { 'service.name': 'pay\u0000ment', trace: 'x'.repeat(600) };
    const { question } = click('Ask about this', panelContext([timeSeries('a\uD800', [Number.NaN, 1], labels)]));
    expect(question.series[0]?.labels).toMatchObject({ 'service.name': 'pay ment' });
    expect(question.series[0]?.labels.trace).toHaveLength(500);
    expect(question.series[0]?.points.map(([, value]) => value)).toEqual([null, 1]);
  });

  it('still opens the page with the time when the browser keeps nothing', () => {
    jest.spyOn(Storage.prototype, 'setItem').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    linkTitled('Ask about this').onClick?.(undefined, {
      context: panelContext([timeSeries('a', [1])]),
    } as PluginExtensionEventHelpers);
    const address = new URLSearchParams(locationService.getLocation().search);
    expect(address.get('ask')).toBeNull();
    expect(address.get('to')).toBe(String(NOW));
  });

  it('does not fill the storage with questions that nobody fetched', () => {
    for (let count = 0; count < 12; count++) {
      click('Ask about this', panelContext([timeSeries('a', [count])]));
    }
    expect(Object.keys(sessionStorage)).toHaveLength(5);
  });
});

describe('in Explore', () => {
  const logs = { length: 1, fields: [{ name: '@timestamp', type: FieldType.time, config: {}, values: [NOW] }] };

  it('asks about the graph, or about the volume above log lines', () => {
    const volume = timeSeries('error', [3, 9]);
    const context = {
      timeRange: { from: 'now-1h', to: 'now' },
      data: { series: [logs], graphResult: null, logsResult: { series: [volume] } },
    };
    expect(linkTitled('Ask about this query').configure?.(context)).toEqual({});
    expect(click('Ask about this query', context).question.series.map(({ name }) => name)).toEqual(['error']);
  });

  it('is not offered before anything was queried', () => {
    expect(linkTitled('Ask about this query').configure?.({ data: { series: [] } })).toBeUndefined();
  });
});

describe('beside an alert', () => {
  const labels = { alertname: 'High error rate', service: 'payment' };

  it('asks about the time around its start, with its labels', () => {
    const instance = { labels, activeAt: new Date(NOW - 60_000).toISOString(), value: '1.2e+02', state: 'Alerting' };
    const { question } = click('Ask about this alert', { instance, rule: { name: 'High error rate' } });
    expect(question).toMatchObject({ from: NOW - 31 * 60_000, to: NOW });
    expect(question.series).toEqual([{ name: 'High error rate', labels, points: [[NOW - 60_000, 120]] }]);
  });

  it('bears an instance that never fired', () => {
    const instance = { labels, activeAt: '0001-01-01T00:00:00Z', value: '' };
    expect(click('Ask about this alert', { instance }).question).toMatchObject({ from: NOW - 30 * 60_000, to: NOW });
  });

  it('is not offered without an instance', () => {
    expect(linkTitled('Ask about this alert').configure?.({})).toBeUndefined();
  });
});

describe('in the command palette', () => {
  it('asks about the range of the page behind it', () => {
    locationService.push(`/d/im-one?from=${NOW - 5000}&to=${NOW - 1000}`);
    const { question } = click('Ask about this time range', {});
    expect(question).toMatchObject({ from: NOW - 5000, to: NOW - 1000, series: [] });
  });

  it('asks about the last hour where the page has none', () => {
    expect(click('Ask about this time range', {}).question).toMatchObject({ from: NOW - 3_600_000, to: NOW });
  });
});
