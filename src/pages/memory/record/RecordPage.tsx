import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { type Memory } from '@incident-memory/contract';
import { Button, TextLink, useStyles2 } from '@grafana/ui';
import React from 'react';
import { ApiError } from '../../../shared/api/ApiError';
import { useMemory, useMemoryHistory } from '../../../shared/data/useMemories';
import { EntryList } from '../../../shared/memory/EntryList';
import { memoryName } from '../../../shared/memory/memoryWords';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { QueryView } from '../../../shared/parts/QueryView';
import { Section } from '../../../shared/parts/Section';
import { PAGES } from '../../../shared/pluginAddress';
import { RecordActions } from './RecordActions';
import { RecordAttempts } from './RecordAttempts';
import { RecordFacts } from './RecordFacts';
import { RecordHead } from './RecordHead';
import { RecordLinks } from './RecordLinks';

/** One memory with everything in it, and everything that was done to it. */
export function RecordPage({ id }: { id: string }) {
  const query = useMemory(id);
  const isNotThere = query.error instanceof ApiError && isUnknown(query.error) && query.data === undefined;
  return (
    <PluginPage
      pageNav={{
        text: query.data === undefined ? 'A memory' : memoryName(query.data),
        parentItem: { text: 'Memory', url: PAGES.memory },
      }}
    >
      {isNotThere ? (
        <EmptyNote icon="question-circle" title="There is no such memory that you may see">
          It may have been forgotten, or belong to another team or organisation. What you may see is under{' '}
          <TextLink href={`${PAGES.memory}?tab=memories`}>Memories</TextLink>.
        </EmptyNote>
      ) : (
        <QueryView query={query} what="the memory">
          {(memory) => <RecordBody memory={memory} />}
        </QueryView>
      )}
    </PluginPage>
  );
}

/** The sidecar does not tell "none" from "not yours"; an id that is none is unknown as well. */
function isUnknown({ status, code }: ApiError): boolean {
  return (status === 404 && code !== 'APP_NOT_CONFIGURED') || (status === 400 && code === 'IM_REQUEST_INVALID');
}

function RecordBody({ memory }: { memory: Memory }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.page}>
      <RecordHead memory={memory} />
      <RecordActions memory={memory} />
      <div className={styles.halves}>
        <div className={styles.column}>
          <RecordFacts memory={memory} />
          <RecordAttempts memory={memory} />
        </div>
        <div className={styles.column}>
          <RecordLinks memory={memory} />
          <RecordHistory id={memory.id} />
        </div>
      </div>
    </div>
  );
}

function RecordHistory({ id }: { id: string }) {
  const query = useMemoryHistory(id);
  const entries = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Section title="Its whole history" aside="newest first; nothing is rewritten">
      <QueryView query={query} what="its history">
        {() => (
          <>
            <EntryList entries={entries} />
            {query.hasNextPage && (
              <Button
                size="sm"
                variant="secondary"
                disabled={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                Show more
              </Button>
            )}
          </>
        )}
      </QueryView>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5), minWidth: 0 }),
  column: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5), minWidth: 0 }),
  halves: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    alignItems: 'start',
    gap: theme.spacing(1.5),
    [theme.breakpoints.down('lg')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
});
