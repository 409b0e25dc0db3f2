import { AskBody } from '@incident-memory/contract';
import { ASK_ABOUT_POINT } from '../../datasource/frames/links';
import { questionOfAddress } from './questionOfAddress';

const TIME = Date.UTC(2026, 10, 21, 2, 13);

/** The link of the data source, filled in as Grafana does. */
function follow(service: string, time: string) {
  const url = ASK_ABOUT_POINT.url
    .replace('${__field.labels.service:percentencode}', encodeURIComponent(service))
    .replace('${__value.time}', time);
  return questionOfAddress(new URLSearchParams(url.split('?')[1]));
}

describe('the data link on a point of a chart', () => {
  it('asks about half an hour on both sides, for the service of the series', () => {
    const asked = follow('pay & go', String(TIME));
    expect(asked?.withSeries).toBe(true);
    expect(AskBody.parse(asked?.question)).toEqual({
      panel: { title: 'pay & go', dashboard: null, dashboardUid: null },
      from: TIME - 1_800_000,
      to: TIME + 1_800_000,
      series: [{ name: 'pay & go', labels: { service: 'pay & go' }, points: [] }],
    });
  });

  it('asks nothing without a time', () => {
    expect(follow('payment', '')).toBeNull();
    expect(follow('payment', 'soon')).toBeNull();
  });
});
