import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type ForgetProof } from '@incident-memory/contract';
import { Icon, useStyles2 } from '@grafana/ui';
import React from 'react';
import { TimeAgo } from '../../../shared/time/TimeAgo';
import { count } from '../../../shared/words';

/** Place by place what went, and whether a look just now found anything of it. */
export function Proof({ proof, title }: { proof: ForgetProof; title: string }) {
  const styles = useStyles2(getStyles);
  const { streams, places, checked } = proof;
  return (
    <div className={styles.box}>
      <strong>{title}</strong>{' '}
      <span className={styles.secondary}>
        {count(streams.length, 'history', 'histories')} · id {proof.id}
      </span>
      <ul className={styles.list}>
        {places.map(({ place, removed, sentence }) => (
          <li key={place}>
            {removed.toLocaleString('en')} · {place.replaceAll('-', ' ')}
            <span className={styles.secondary}>{sentence !== '' && ` · ${sentence}`}</span>
          </li>
        ))}
      </ul>
      {checked !== null && (
        <div className={checked.holds ? undefined : styles.bad}>
          <Icon name={checked.holds ? 'check' : 'exclamation-triangle'} /> {checked.sentence}{' '}
          <span className={styles.secondary}>
            (looked <TimeAgo at={checked.at} />)
          </span>
        </div>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  box: css({ overflowWrap: 'anywhere' }),
  list: css({ listStyle: 'none', margin: theme.spacing(0.5, 0), padding: 0 }),
  secondary: css({ color: theme.colors.text.secondary }),
  bad: css({ color: theme.colors.error.text }),
});
