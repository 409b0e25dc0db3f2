import { type Incident } from '@incident-memory/contract';

export type OfferedAction =
  | 'acknowledge'
  | 'mitigating'
  | 'help'
  | 'canWait'
  | 'confirm'
  | 'dismiss'
  | 'reopen'
  | 'note'
  | 'split'
  | 'merge'
  | 'unmerge';

/** What makes sense now; the sidecar's life cycle decides, this only keeps senseless buttons away. */
export function offeredActions(incident: Incident): OfferedAction[] {
  switch (incident.state) {
    case 'open': {
      const offered: OfferedAction[] = [];
      if (incident.acknowledged === null) {
        offered.push('acknowledge');
      }
      if (incident.mitigating === null) {
        offered.push('mitigating');
      }
      if (incident.helpRequested === null) {
        offered.push('help');
      }
      if (incident.canWait === null) {
        offered.push('canWait');
      }
      return [...offered, 'note', 'confirm', 'dismiss', ...regrouping(incident)];
    }
    case 'awaiting-confirmation':
      return [
        'confirm',
        ...(incident.acknowledged === null ? (['acknowledge'] as const) : []),
        'reopen',
        'note',
        'dismiss',
        ...regrouping(incident),
      ];
    case 'resolved':
    case 'dismissed':
      return ['reopen', 'note'];
    case 'merged':
      return ['unmerge', 'note'];
  }
}

function regrouping({ services, alarms }: Incident): OfferedAction[] {
  return services.length > 1 || new Set(alarms.map(({ service }) => service)).size > 1 ? ['split', 'merge'] : ['merge'];
}
