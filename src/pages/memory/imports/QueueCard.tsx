import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type QueueItem, type RouteBodySent } from '@incident-memory/contract';
import { Button, Stack, TextLink, useStyles2 } from '@grafana/ui';
import React, { useEffect, useId, useRef, useState } from 'react';
import { CAUSE_NAMES } from '../../../shared/memory/memoryWords';
import { LongText } from '../../../shared/parts/LongText';
import { memoryPath } from '../../../shared/pluginAddress';
import { StateTag } from '../../../shared/tags/StateTag';
import { exactTime } from '../../../shared/time/TimeAgo';
import { count } from '../../../shared/words';
import { CorrectImported } from './CorrectImported';

export type Decision = Exclude<RouteBodySent<'decideImported'>, { decision: 'undo' }>;

interface QueueCardProps {
  item: QueueItem;
  busy: boolean;
  mayDecide: boolean;
  /** It opened because the one before was decided. */
  takesFocus: boolean;
  onDecide: (decision: Decision) => void;
}

/** One signature with what its sources say, as it stands, and the three things that a person can say of it. */
export function QueueCard({ item, busy, mayDecide, takesFocus, onDecide }: QueueCardProps) {
  const styles = useStyles2(getStyles);
  const [correcting, setCorrecting] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const title = useId();
  useEffect(() => {
    if (takesFocus) {
      first.current?.focus();
    }
  }, [takesFocus]);
  const { cause, fix } = item;
  const saysSomething = cause !== null || fix !== null;
  const button = { size: 'sm', disabled: busy } as const;
  return (
    <article className={styles.card} aria-labelledby={title}>
      <h3 id={title} className={styles.title}>
        {item.title}
      </h3>
      <div className={styles.facts}>
        {item.service ?? 'service not said'} · {timesOf(item)}, {exactTime(item.firstAt)}
        {item.lastAt !== item.firstAt && ` to ${exactTime(item.lastAt)}`}
      </div>
      <dl className={styles.said}>
        <dt>Cause</dt>
        <dd>{cause === null ? 'not said' : `${cause.words} (${CAUSE_NAMES[cause.class].toLowerCase()})`}</dd>
        <dt>What ended it</dt>
        <dd>{fix === null ? 'not said' : fix.words}</dd>
      </dl>
      {item.memories.map(({ memory, title: told, verbatim, link, startedAt, flags }) => (
        <div key={memory} className={styles.source}>
          <TextLink href={memoryPath(memory)}>{`${exactTime(startedAt)} · ${told}`}</TextLink>
          {link !== null && (
            <TextLink href={link} external>
              its source
            </TextLink>
          )}
          {flags.length > 0 && <StateTag text="Reads like an instruction" color="orange" icon="exclamation-triangle" />}
          {verbatim !== '' && (
            <LongText text={verbatim} lines={4} as={(shown) => <pre className={styles.words}>{shown}</pre>} />
          )}
        </div>
      ))}
      {item.memoriesInAll > item.memories.length && (
        <span>and {item.memoriesInAll - item.memories.length} more memories</span>
      )}
      {mayDecide &&
        (correcting ? (
          <CorrectImported item={item} busy={busy} onSend={onDecide} onCancel={() => setCorrecting(false)} />
        ) : (
          <Stack direction="row" gap={1} wrap="wrap">
            {saysSomething && (
              <Button ref={first} {...button} icon="check" onClick={() => onDecide({ decision: 'confirm' })}>
                Confirm
              </Button>
            )}
            <Button
              ref={saysSomething ? undefined : first}
              {...button}
              variant={saysSomething ? 'secondary' : 'primary'}
              icon="edit"
              onClick={() => setCorrecting(true)}
            >
              Say what it was
            </Button>
            {!saysSomething && (
              <Button {...button} variant="secondary" icon="check" onClick={() => onDecide({ decision: 'confirm' })}>
                Worth remembering, cause not known
              </Button>
            )}
            <Button {...button} variant="secondary" icon="times" onClick={() => onDecide({ decision: 'dismiss' })}>
              Not worth remembering
            </Button>
          </Stack>
        ))}
    </article>
  );
}

export function timesOf({ episodes, orMore }: Pick<QueueItem, 'episodes' | 'orMore'>): string {
  return `${count(episodes, 'time')}${orMore ? ' or more' : ''}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    padding: theme.spacing(1.5),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    minWidth: 0,
  }),
  title: css({ margin: 0, fontSize: theme.typography.h5.fontSize, overflowWrap: 'anywhere' }),
  facts: css({ color: theme.colors.text.secondary }),
  said: css({
    display: 'grid',
    gridTemplateColumns: 'max-content 1fr',
    gap: theme.spacing(0.25, 2),
    margin: 0,
    dt: { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular },
    dd: { margin: 0, overflowWrap: 'anywhere' },
  }),
  source: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(0.5, 1.5), alignItems: 'center', minWidth: 0 }),
  words: css({
    flexBasis: '100%',
    margin: 0,
    padding: theme.spacing(1),
    maxHeight: theme.spacing(40),
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    fontSize: theme.typography.bodySmall.fontSize,
  }),
});
