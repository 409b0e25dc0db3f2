import { QueryClientProvider } from '@tanstack/react-query';
import { type RecallAnswer } from '@incident-memory/contract';
import { Stack, TextLink, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { useIncidentRecall, useRecall } from '../../shared/data/useRecall';
import { LoadingState } from '../../shared/parts/LoadingState';
import { PAGES } from '../../shared/pluginAddress';
import { newQueryClient } from '../../shared/queryClient';
import { AdviceRow } from '../../shared/recall/AdviceRow';
import { DoNotTry } from '../../shared/recall/DoNotTry';
import { MatchList } from '../../shared/recall/MatchList';
import { MemoryAway, MemoryNote } from '../../shared/recall/MemoryAway';
import { getRecallStyles } from '../../shared/recall/recallStyles';
import { withChanges } from '../../shared/useUrlState';

const SHOWN = 3;

export interface SimilarIncidentsProps {
  /** An error message, a stack trace, a symptom. */
  text?: string;
  /** Where it happens. */
  service?: string;
  /** A number, `INC-42` or an id; then text and service are not looked at. */
  incident?: string;
}

/** In another app there is nothing of ours around it, so it brings its own state along. */
export default function SimilarIncidents(props: SimilarIncidentsProps) {
  const [client] = useState(newQueryClient);
  const { incident, text = '', service } = props;
  return (
    <QueryClientProvider client={client}>
      {incident !== undefined && incident !== '' ? (
        <OfIncident reference={incident} />
      ) : text.trim() === '' && (service ?? '') === '' ? (
        <p>Nothing was asked: give a text, a service or an incident.</p>
      ) : (
        <OfSituation text={text.trim()} service={service} />
      )}
    </QueryClientProvider>
  );
}

function OfIncident({ reference }: { reference: string }) {
  return <Similar query={useIncidentRecall(reference)} more={PAGES.memory} />;
}

function OfSituation({ text, service }: { text: string; service: string | undefined }) {
  const query = useRecall({ text, ...(service === undefined || service === '' ? {} : { service }), limit: SHOWN });
  return <Similar query={query} more={`${PAGES.memory}${withChanges('', { q: text, service: service ?? null })}`} />;
}

type Query = Pick<ReturnType<typeof useRecall>, 'data' | 'isError' | 'error' | 'refetch'>;

function Similar({ query, more }: { query: Query; more: string }) {
  if (query.data === undefined) {
    return query.isError ? (
      <MemoryAway error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <LoadingState what="similar incidents" />
    );
  }
  return (
    <>
      <Known answer={query.data} />
      <TextLink href={more}>Search memory</TextLink>
    </>
  );
}

function Known({ answer }: { answer: RecallAnswer }) {
  const styles = useStyles2(getRecallStyles);
  const [best] = answer.recommended;
  return (
    <Stack direction="column" gap={1}>
      <p className={styles.loud}>{answer.seen.sentence}</p>
      {answer.note !== null && <MemoryNote>{answer.note}</MemoryNote>}
      <MatchList matches={answer.matches.slice(0, SHOWN)} most={2} />
      {best !== undefined && <AdviceRow advice={best} />}
      <DoNotTry advice={answer.doNotTry} />
    </Stack>
  );
}
