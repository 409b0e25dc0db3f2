import { css } from '@emotion/css';
import { AppEvents, type AlertErrorPayload, type AlertPayload, type GrafanaTheme2 } from '@grafana/data';
import { Alert, useStyles2 } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { appEvents } from '../services/start-services.ts';

interface Toast {
  id: number;
  severity: 'success' | 'warning' | 'error' | 'info';
  title: string;
  text: string;
}
const KINDS = [
  [AppEvents.alertSuccess, 'success'],
  [AppEvents.alertInfo, 'info'],
  [AppEvents.alertWarning, 'warning'],
  [AppEvents.alertError, 'error'],
] as const;
const SHOWN_MS = 6000;

/** Notifications that plugins send through appEvents, in the corner where Grafana shows them. */
export function Toasts() {
  const styles = useStyles2(getStyles);
  const [toasts, setToasts] = useState<readonly Toast[]>([]);
  const dismiss = (id: number) => setToasts((shown) => shown.filter((toast) => toast.id !== id));
  useEffect(() => {
    let last = 0;
    const handlers = KINDS.map(([event, severity]) => {
      const show = (payload?: AlertErrorPayload | AlertPayload) => {
        const [title = '', text = ''] = payload ?? [];
        const id = ++last;
        setToasts((shown) => [...shown, { id, severity, title, text: text instanceof Error ? text.message : text }]);
        setTimeout(() => dismiss(id), SHOWN_MS);
      };
      appEvents.on<AlertErrorPayload | AlertPayload>(event.name, show);
      return () => appEvents.off(event.name, show);
    });
    return () => handlers.forEach((remove) => remove());
  }, []);
  return (
    <div className={styles.toasts} aria-live="polite">
      {toasts.map(({ id, severity, title, text }) => (
        <Alert key={id} severity={severity} title={title} elevated onRemove={() => dismiss(id)}>
          {text}
        </Alert>
      ))}
    </div>
  );
}

function getStyles(theme: GrafanaTheme2) {
  return {
    toasts: css({
      position: 'fixed',
      zIndex: theme.zIndex.portal,
      top: theme.spacing(6),
      right: theme.spacing(2),
      width: '360px',
      maxWidth: '80vw',
    }),
  };
}
