import { css } from '@emotion/css';
import { type GrafanaTheme2 } from '@grafana/data';
import { type SettingsAnswer } from '@incident-memory/contract';
import { type BadgeColor, FilterInput, type IconName, useStyles2 } from '@grafana/ui';
import React from 'react';
import { EmptyNote } from '../../shared/parts/EmptyNote';
import { useUrlState } from '../../shared/useUrlState';
import { StateTag } from '../../shared/tags/StateTag';
import { sideways } from '../../shared/parts/sideways';

type Setting = SettingsAnswer['settings'][number];

const ORIGINS: Record<Setting['origin'], { text: string; color: BadgeColor; icon: IconName; tooltip: string }> = {
  default: { text: 'Default', color: 'darkgrey', icon: 'minus', tooltip: 'Nobody set it.' },
  file: {
    text: 'File',
    color: 'blue',
    icon: 'file-alt',
    tooltip: 'Set in the configuration file; change it there and restart the sidecar.',
  },
  environment: {
    text: 'Environment',
    color: 'purple',
    icon: 'brackets-curly',
    tooltip: 'Set by an environment variable, which wins over the file; change it there and restart the sidecar.',
  },
};

/** Every setting with its value and where that comes from; secrets only say whether they are set. */
export function SettingTable({ settings }: { settings: Setting[] }) {
  const styles = useStyles2(getStyles);
  const [parameters, changeUrl] = useUrlState();
  const words = parameters.get('find') ?? '';
  const found = settings.filter(({ key, description }) =>
    `${key} ${description}`.toLowerCase().includes(words.trim().toLowerCase())
  );
  return (
    <>
      <FilterInput
        aria-label="Find a setting"
        placeholder="Find a setting"
        value={words}
        onChange={(find) => changeUrl({ find })}
      />
      {found.length === 0 ? (
        <EmptyNote icon="filter" title="No setting has these words">
          The words are looked for in the key and its description.
        </EmptyNote>
      ) : (
        <div className={styles.scroll} {...sideways('Settings')}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">Setting</th>
                <th scope="col">Value</th>
                <th scope="col">From</th>
                <th scope="col">What it does</th>
              </tr>
            </thead>
            <tbody>
              {found.map((setting) => (
                <tr key={setting.key}>
                  <th scope="row">
                    <code>{setting.key}</code>
                  </th>
                  <td>{shown(setting)}</td>
                  <td>
                    <StateTag {...ORIGINS[setting.origin]} />
                  </td>
                  <td>{setting.description}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function shown({ value, unit, secret }: Setting): string {
  if (secret) {
    return value === null || value === false || value === '' ? 'not set' : 'set (secret)';
  }
  if (value === null || value === '') {
    return 'not set';
  }
  if (typeof value === 'boolean') {
    return value ? 'yes' : 'no';
  }
  return unit === null ? String(value) : `${value} ${unit}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  scroll: css({ overflowX: 'auto', marginTop: theme.spacing(1) }),
  table: css({
    width: '100%',
    'th, td': { padding: theme.spacing(0.5, 2, 0.5, 0), textAlign: 'left', verticalAlign: 'top' },
    'thead th': {
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      fontWeight: theme.typography.fontWeightRegular,
    },
    'tbody tr': { borderTop: `1px solid ${theme.colors.border.weak}` },
    'td:nth-child(2)': { overflowWrap: 'anywhere' },
  }),
});
