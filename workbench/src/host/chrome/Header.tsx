import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { config } from '@grafana/runtime';
import { Icon, useStyles2 } from '@grafana/ui';
import { useId, type ReactNode } from 'react';
import { switchSession } from './switch-session.ts';

/** Who looks, in which organisation, in which theme: the switches of the workbench. */
export function Header() {
  const styles = useStyles2(getStyles);
  const { user } = config.bootData;
  const { people, organisations, roles } = window.workbench;
  return (
    <header className={styles.header}>
      <span className={styles.brand}>
        <Icon name="grafana" /> Workbench
      </span>
      <Switch label="User" value={user.login} onPick={(as) => switchSession({ as })}>
        {people.map(({ login, name }) => (
          <option key={login} value={login}>
            {name}
          </option>
        ))}
      </Switch>
      <Switch label="Role" value={user.orgRole} onPick={(role) => switchSession({ role })}>
        {roles.map((role) => (
          <option key={role}>{role}</option>
        ))}
      </Switch>
      <Switch label="Organisation" value={String(user.orgId)} onPick={(orgId) => switchSession({ orgId })}>
        {organisations.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Switch>
      <Switch label="Theme" value={user.lightTheme ? 'light' : 'dark'} onPick={(theme) => switchSession({ theme })}>
        <option value="dark">Dark</option>
        <option value="light">Light</option>
      </Switch>
    </header>
  );
}

interface SwitchProps {
  label: string;
  value: string;
  onPick: (value: string) => void;
  children: ReactNode;
}

function Switch({ label, value, onPick, children }: SwitchProps) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <span className={styles.switch}>
      <label htmlFor={id}>{label}</label>
      <select id={id} className={styles.select} value={value} onChange={(event) => onPick(event.target.value)}>
        {children}
      </select>
    </span>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    header: css({
      gridArea: 'header',
      display: 'flex',
      flexWrap: 'wrap',
      alignItems: 'center',
      gap: theme.spacing(0.5, 2),
      padding: theme.spacing(0.5, 2),
      minHeight: theme.spacing(5),
      borderBottom: `1px solid ${theme.colors.border.weak}`,
      fontSize: theme.typography.bodySmall.fontSize,
    }),
    brand: css({ marginRight: 'auto', fontWeight: theme.typography.fontWeightMedium }),
    switch: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(0.75),
      color: theme.colors.text.secondary,
    }),
    select: css({
      width: 'auto',
      height: theme.spacing(3),
      color: theme.colors.text.primary,
      background: theme.components.input.background,
      border: `1px solid ${theme.components.input.borderColor}`,
      borderRadius: theme.shape.radius.default,
    }),
  };
}
