import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { type AskAnswer } from '@incident-memory/contract';
import { Alert, Stack, useStyles2 } from '@grafana/ui';
import React, { useMemo } from 'react';
import { type Question, useAsk } from '../../shared/data/useAsk';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { IncidentRow, IncidentRows } from '../../shared/parts/IncidentRow';
import { QueryView } from '../../shared/parts/QueryView';
import { Section } from '../../shared/parts/Section';
import { PAGES } from '../../shared/pluginAddress';
import { exactTime } from '../../shared/time/TimeAgo';
import { sayDuration } from '../../shared/time/sayDuration';
import { useUrlState } from '../../shared/useUrlState';
import { count, listed } from '../../shared/words';
import { SampleList } from '../incident/SampleLines';
import { questionOfAddress } from './questionOfAddress';
import { RateTable } from './RateTable';

/** Answers what somebody asked from a panel, from Explore or beside an alert. */
export function AskPage() {
  const [parameters] = useUrlState();
  const address = parameters.toString();
  const asked = useMemo(() => questionOfAddress(new URLSearchParams(address)), [address]);
  const query = useAsk(asked?.question ?? null);
  return (
    <PluginPage pageNav={{ text: 'Ask about this', parentItem: { text: 'Overview', url: PAGES.overview } }}>
      {asked === null ? (
        <EmptyNote icon="question-circle" title="Nothing was asked">
          In the menu of a panel, in Explore or beside an alert choose “Ask about this”: the panel, its time range and
          the shape of its series come along.
        </EmptyNote>
      ) : (
        <Stack direction="column" gap={1.5}>
          <WhatWasAsked question={asked.question} withSeries={asked.withSeries} />
          <QueryView query={query} what="what is known">
            {(answer) => <Answer answer={answer} />}
          </QueryView>
        </Stack>
      )}
    </PluginPage>
  );
}

function WhatWasAsked({ question, withSeries }: { question: Question; withSeries: boolean }) {
  const { panel, series } = question;
  const [from, to] = [new Date(Number(question.from)), new Date(Number(question.to))];
  return (
    <>
      <div>
        About <strong>{panel.title}</strong>
        {panel.dashboard !== null && ` on ${panel.dashboard}`}, {exactTime(from.toISOString())} to{' '}
        {exactTime(to.toISOString())} ({sayDuration(to.getTime() - from.getTime())}
        {withSeries && `, ${count(series.length, 'series', 'series')}`})
      </div>
      {!withSeries && (
        <Alert severity="info" title="Asked without the panel's series" bottomSpacing={0}>
          They stay in the tab where the question was asked, so a link to this page carries the time alone. What follows
          rests on the time range; ask again from the panel for an answer that knows its spike.
        </Alert>
      )}
    </>
  );
}

function Answer({ answer }: { answer: AskAnswer }) {
  const styles = useStyles2(getStyles);
  const { services, howServicesWereFound, spike, rates, incidents, samples, unknown } = answer;
  return (
    <Stack direction="column" gap={1.5}>
      <Section title="What this is understood to be about">
        <p className={styles.lead}>{spike === null ? 'No spike stands out in this time.' : spike.sentence}</p>
        <div>
          {services.length === 0 ? 'No service was recognised. ' : `${listed(services, 8)}. `}
          <span className={styles.secondary}>{howServicesWereFound}</span>
        </div>
      </Section>
      <Section title="Incidents around that time" aside={count(incidents.length, 'incident')}>
        {incidents.length === 0 ? (
          <EmptyNote icon="check-circle" title="No incident was recorded around that time">
            That says that no rule or alert fired, not that nothing was wrong.
          </EmptyNote>
        ) : (
          <IncidentRows>
            {incidents.map((incident) => (
              <IncidentRow key={incident.id} incident={incident} />
            ))}
          </IncidentRows>
        )}
      </Section>
      <div className={styles.halves}>
        <Section title="Errors against their usual">
          {rates.length === 0 ? (
            <EmptyNote icon="chart-line" title="No counts of these services at that time">
              They are not watched, or the time is past the retention of counts.
            </EmptyNote>
          ) : (
            <RateTable rates={rates} />
          )}
        </Section>
        <Section title="What is not known">
          {unknown.length === 0 ? (
            <p className={styles.lead}>Nothing that this answer would have needed.</p>
          ) : (
            <ul className={styles.unknown}>
              {unknown.map((sentence) => (
                <li key={sentence}>{sentence}</li>
              ))}
            </ul>
          )}
        </Section>
      </div>
      <Section title="What the lines say" aside="samples of error lines, secrets taken out">
        {samples.length === 0 ? (
          <EmptyNote icon="comment-alt" title="No error line is kept from that time">
            There were none of these services, or they are past their retention.
          </EmptyNote>
        ) : (
          <SampleList samples={samples} />
        )}
      </Section>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  lead: css({ margin: theme.spacing(0, 0, 0.5), fontWeight: theme.typography.fontWeightMedium }),
  secondary: css({ color: theme.colors.text.secondary }),
  unknown: css({ margin: 0, paddingLeft: theme.spacing(2.5) }),
  halves: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: theme.spacing(1.5),
    alignItems: 'start',
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
});
