import React from 'react';
import { TimeChart } from '../../shared/chart/TimeChart';
import { useSignals } from '../../shared/data/useSignals';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';

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
          const sum = (of: (one: (typeof series)[number], step: number) => number) =>
            times.map((_time, step) => series.reduce((total, one) => total + of(one, step), 0) / stepSeconds);
          return (
            <TimeChart
              caption="Lines a second"
              from={from}
              to={to}
              unit="eps"
              times={times}
              series={[
                { name: 'all', values: sum((one, step) => one.lines[step] ?? 0) },
                { name: 'warnings', values: sum((one, step) => one.warnings[step] ?? 0) },
                { name: 'errors', values: sum((one, step) => one.errors[step] ?? 0) },
              ]}
            />
          );
        }}
      </QueryView>
    </Section>
  );
}
