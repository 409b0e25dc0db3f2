import { css } from '@emotion/css';
import { Button, Icon, Stack, useStyles2 } from '@grafana/ui';
import React, { useState } from 'react';
import { useAudit } from '../../../shared/data/useKeeping';
import { EmptyNote } from '../../../shared/parts/EmptyNote';
import { ErrorState } from '../../../shared/parts/ErrorState';
import { QueryView } from '../../../shared/parts/QueryView';
import { Section } from '../../../shared/parts/Section';
import { useUrlState } from '../../../shared/useUrlState';
import { count } from '../../../shared/words';
import { reviewItems } from './reviewItems';
import { ReviewRow } from './ReviewRow';
import { useSettle } from './useSettle';

const SHOWN = 30;

/**
 * What the audit is in doubt about, to be worked through one by one. Each decision is an act of memory with its own
 * event, so it can be taken back here and, later, in the log. What is put aside stays in doubt: it is back next time.
 */
export function ReviewTab() {
  const styles = useStyles2(getStyles);
  const query = useAudit();
  const [parameters, changeUrl] = useUrlState();
  const [aside, setAside] = useState<readonly string[]>([]);
  const { settle, undo, settled, busy, error } = useSettle();
  return (
    <QueryView query={query} what="what is in doubt">
      {({ findings }) => {
        const decided = new Set([...aside, ...settled.map(({ key }) => key)]);
        const items = reviewItems(findings).filter(({ key }) => !decided.has(key));
        const asked = parameters.get('open');
        const open = asked === 'none' ? null : (items.find(({ key }) => key === asked) ?? items[0])?.key;
        return (
          <Section title="To review" aside={count(items.length, 'decision')}>
            <div role="status">
              {settled.map((one) => (
                <Stack key={one.key} gap={1} alignItems="center" wrap="wrap">
                  <Icon name="check" />
                  <span>
                    {one.done}: {one.about}
                  </span>
                  <Button size="sm" fill="text" icon="history" disabled={busy} onClick={() => void undo(one)}>
                    Undo
                  </Button>
                </Stack>
              ))}
              {aside.length > 0 && (
                <Stack gap={1} alignItems="center">
                  <span>{count(aside.length, 'decision')} put aside for now</span>
                  <Button size="sm" fill="text" icon="eye" onClick={() => setAside([])}>
                    Show again
                  </Button>
                </Stack>
              )}
            </div>
            {error !== null && <ErrorState title="That did not happen" error={error} />}
            {items.length === 0 ? (
              <EmptyNote icon="check-circle" title="Nothing is left to decide">
                The audit finds nothing else in doubt.
              </EmptyNote>
            ) : (
              <ul className={styles.list}>
                {items.slice(0, SHOWN).map((item) => (
                  <ReviewRow
                    key={item.key}
                    item={item}
                    open={item.key === open}
                    busy={busy}
                    onToggle={() => changeUrl({ open: item.key === open ? 'none' : item.key })}
                    onSettle={(told, steps) => settle({ key: item.key, ...told }, steps)}
                    onAside={() => setAside([...aside, item.key])}
                  />
                ))}
              </ul>
            )}
            {items.length > SHOWN && <span>{`${items.length - SHOWN} more come after these.`}</span>}
          </Section>
        );
      }}
    </QueryView>
  );
}

const getStyles = () => ({ list: css({ listStyle: 'none', margin: 0, padding: 0 }) });
