import { type RouteQuery } from '@incident-memory/contract';

type Level = NonNullable<RouteQuery<'searchLogs'>['level']>[number];

export const LEVELS: readonly Level[] = ['fatal', 'error', 'warn', 'info', 'debug', 'trace'];

export interface LogFilters {
  services: string[];
  levels: Level[];
  contains: string;
  template: string | null;
  trace: string | null;
}

/** What an address asks for; what it says wrongly is left out rather than refused. */
export function readLogFilters(parameters: URLSearchParams): LogFilters {
  const list = (key: string) => (parameters.get(key) ?? '').split(',').filter((part) => part !== '');
  const template = parameters.get('template') ?? '';
  const trace = (parameters.get('trace') ?? '').slice(0, 64);
  return {
    services: list('service'),
    levels: list('level').filter((level): level is Level => LEVELS.some((known) => known === level)),
    contains: (parameters.get('contains') ?? '').slice(0, 200),
    template: /^tpl_[0-9a-z]{4,64}$/.test(template) ? template : null,
    trace: trace === '' ? null : trace,
  };
}

export function toLogQuery({ services, levels, contains, template, trace }: LogFilters) {
  return {
    ...(services.length === 0 ? {} : { service: services }),
    ...(levels.length === 0 ? {} : { level: levels }),
    ...(contains === '' ? {} : { contains }),
    ...(template === null ? {} : { template: [template] }),
    ...(trace === null ? {} : { trace }),
  };
}
