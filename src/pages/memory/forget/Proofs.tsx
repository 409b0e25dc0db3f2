import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { Button, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import { useCheckProof, useForgetProofs } from '../../../shared/data/useKeeping';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { QueryView } from '../../../shared/parts/QueryView';
import { Section } from '../../../shared/parts/Section';
import { TimeAgo } from '../../../shared/time/TimeAgo';
import { Proof } from './Proof';

/** What was forgotten, by whom and why; each can be checked again at any time. */
export function Proofs() {
  const styles = useStyles2(getStyles);
  const query = useForgetProofs();
  const check = useCheckProof();
  const proofs = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title="What was forgotten">
      <QueryView query={query} what="what was forgotten">
        {() =>
          proofs.length === 0 ? (
            <EmptyNote icon="history" title="Nothing was forgotten">
              Each forgetting leaves a proof here, without what was forgotten.
            </EmptyNote>
          ) : (
            <Stack direction="column" gap={1}>
              {check.isError && <ErrorState title="It could not be checked" error={check.error} />}
              <ul className={styles.list}>
                {proofs.map((proof) => (
                  <li key={proof.id} className={styles.item}>
                    <div>
                      {proof.by.name} · <TimeAgo at={proof.at} /> · {proof.reason}
                      {!proof.done && ' · not finished yet'}
                    </div>
                    <Proof
                      proof={check.data?.id === proof.id ? check.data : proof}
                      title={proof.done ? 'Forgotten' : 'Being forgotten'}
                    />
                    <Button
                      size="sm"
                      variant="secondary"
                      icon="sync"
                      disabled={check.isPending}
                      aria-label={`Check again: ${proof.reason}`}
                      onClick={() => check.mutate(proof.id)}
                    >
                      {check.isPending && check.variables === proof.id ? 'Looking…' : 'Check again'}
                    </Button>
                  </li>
                ))}
              </ul>
              {query.hasNextPage && (
                <Button
                  variant="secondary"
                  disabled={query.isFetchingNextPage}
                  onClick={() => void query.fetchNextPage()}
                >
                  Show more
                </Button>
              )}
            </Stack>
          )
        }
      </QueryView>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  item: css({
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '&:first-child': { borderTop: 'none', paddingTop: 0 },
  }),
});
