import React from 'react';
import { TimeChart } from '../../shared/chart/TimeChart';
import { useSignals } from '../../shared/data/useSignals';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { perSecond } from '../../shared/perSecond';

interface LevelChartProps {
  services: string[];
  from: number;
  to: number;
}

/** How many lines there were, whether they were kept or not; the search by text does not narrow it. */
export function LevelChart({ services, from, to }: LevelChartProps) {
  const query = useSignals('readRates', { from, to, ...(services.length === 0 ? {} : { service: services }) });
  return (
    <Section title="Lines a second" aside="of the chosen services, before any search by text">
      <QueryView query={query} what="the counts of lines">
        {({ series, stepSeconds }) => {
          const times = series[0]?.at ?? [];
          const sum = (of: 'lines' | 'warnings' | 'errors') =>
            perSecond(
              times.map((_time, step) => series.reduce((total, one) => total + (one[of][step] ?? 0), 0)),
              { at: times, stepSeconds }
            );
          return (
            <TimeChart
              caption="Lines a second"
              from={from}
              to={to}
              unit="short"
              times={times}
              series={[
                { name: 'all', values: sum('lines') },
                { name: 'warnings', values: sum('warnings'), tone: 'warned' },
                { name: 'errors', values: sum('errors'), tone: 'bad' },
              ]}
            />
          );
        }}
      </QueryView>
    </Section>
  );
}
