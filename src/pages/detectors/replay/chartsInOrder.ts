import { type BandSeries, type PreviewAnswer, type ReplayedAlarm } from '@incident-memory/contract';

export interface ReplayChart {
  series: BandSeries;
  alarms: ReplayedAlarm[];
  incidents: PreviewAnswer['incidents'];
}

/** One chart a series with what belongs to it: first where an incident was missed, then where most was raised. */
export function chartsInOrder({ series, alarms, incidents }: PreviewAnswer): ReplayChart[] {
  const missed = (chart: ReplayChart) => chart.incidents.filter(({ leadSeconds }) => leadSeconds === null).length;
  return series
    .map((one) => ({
      series: one,
      alarms: alarms.filter(
        ({ service, subject }) => service === one.service && (one.subject === '' || one.subject === subject)
      ),
      incidents: incidents.filter(({ service }) => service === one.service),
    }))
    .sort(
      (a, b) =>
        missed(b) - missed(a) || b.alarms.length - a.alarms.length || a.series.service.localeCompare(b.series.service)
    );
}
