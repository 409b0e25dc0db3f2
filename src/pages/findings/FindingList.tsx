import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type Alarm } from '@incident-memory/contract';
import { Button, Stack, useStyles2 } from '@grafana/ui';
import React from 'react';
import { type UrlChange } from '../../shared/useUrlState';
import { count } from '../../shared/words';
import { type FindingFilters, SHOWS } from './filters';
import { FindingTable } from './FindingTable';
import { NothingOdd } from './NothingOdd';
import { type SteadyList } from './steadyList';

interface FindingListProps {
  list: SteadyList;
  filters: FindingFilters;
  chosen: string | null;
  mayJudge: boolean;
  onShowNew: () => void;
  onUndo: (alarm: Alarm) => void;
  onChange: (change: UrlChange) => void;
  more: { load: () => void; busy: boolean } | null;
}

export function FindingList({ list, filters, chosen, mayJudge, onShowNew, onUndo, onChange, more }: FindingListProps) {
  const styles = useStyles2(getStyles);
  const { rows, waiting, left } = list;
  if (rows.length === 0) {
    return <NothingOdd filters={filters} onChange={onChange} />;
  }
  return (
    <Stack direction="column" gap={1}>
      <Stack gap={1} alignItems="center" wrap="wrap">
        <span>
          {count(rows.length, SHOWS[filters.show].one)}
          {more !== null && ' and more'}. <span className={styles.meaning}>{SHOWS[filters.show].meaning}</span>
        </span>
        <span role="status">
          {waiting.length > 0 && (
            <Button size="sm" icon="arrow-up" onClick={onShowNew}>
              {`Show ${waiting.length} new`}
            </Button>
          )}
        </span>
      </Stack>
      <FindingTable alarms={rows} left={left} chosen={chosen} onUndo={mayJudge ? onUndo : null} />
      {more !== null && (
        <Button variant="secondary" disabled={more.busy} onClick={more.load}>
          {more.busy ? 'Loading…' : 'Show more'}
        </Button>
      )}
      <p className={styles.keys}>
        Keys in the list: <kbd>j</kbd> next, <kbd>k</kbd> previous
        {mayJudge && (
          <>
            , <kbd>c</kbd> confirm, <kbd>d</kbd> dismiss, <kbd>u</kbd> undo
          </>
        )}
        .
      </p>
    </Stack>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  meaning: css({ color: theme.colors.text.secondary }),
  keys: css({
    margin: 0,
    color: theme.colors.text.secondary,
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
