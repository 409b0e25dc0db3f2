import { type RecallAnswer } from '@incident-memory/contract';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import { LinkedSentence } from '../memory/LinkedSentence';
import { Section } from '../parts/Section';
import { TimeAgo } from '../time/TimeAgo';
import { getRecallStyles } from './recallStyles';

/** Who solved it last, where they did not opt out; nothing where nobody is known. */
export function WhoKnows({ people }: { people: RecallAnswer['whoKnows'] }) {
  const styles = useStyles2(getRecallStyles);
  return people.length === 0 ? null : (
    <Section title="Who knows">
      <ul className={styles.list}>
        {people.map(({ who, sentence, at }) => (
          <li key={who}>
            <Icon name="user" /> <strong>{who}</strong> <LinkedSentence text={sentence} />{' '}
            <span className={styles.secondary}>
              (<TimeAgo at={at} />)
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
