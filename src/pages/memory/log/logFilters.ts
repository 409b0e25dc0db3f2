import { type MemoryEntry } from '@incident-memory/contract';
import { type LogFilters as Query } from '../../../shared/data/useMemories';
import { ENTRY_WORDS, type EntryGroup, isEntryGroup } from '../../../shared/memory/entryWords';
import { isSince, type Since } from '../../../shared/memory/since';

export interface LogFilters {
  groups: EntryGroup[];
  by: 'anyone' | 'person' | 'system';
  who: string;
  services: string[];
  memory: string;
  since: Since | null;
  /** Looked for in what is loaded; everything else is asked of the sidecar. */
  words: string;
}

const MEMORY = /^mem_[0-9a-f-]{36}$/;

/** What an address asks for; what it says wrongly is left out rather than refused. */
export function readLogFilters(parameters: URLSearchParams): LogFilters {
  const list = (key: string) => (parameters.get(key) ?? '').split(',').filter((part) => part !== '');
  const [by, since, memory] = ['by', 'since', 'memory'].map((key) => parameters.get(key) ?? '');
  return {
    groups: list('what').filter(isEntryGroup),
    by: by === 'person' || by === 'system' ? by : 'anyone',
    who: parameters.get('who') ?? '',
    services: list('service'),
    memory: MEMORY.test(memory ?? '') ? (memory ?? '') : '',
    since: isSince(since ?? null) ? (since as Since) : null,
    words: parameters.get('words') ?? '',
  };
}

export function toLogQuery({ groups, by, who, services, memory }: LogFilters): Query {
  const types = (Object.keys(ENTRY_WORDS) as Array<MemoryEntry['type']>).filter((type) =>
    groups.includes(ENTRY_WORDS[type].group)
  );
  return {
    ...(groups.length === 0 ? {} : { type: types }),
    ...(by === 'anyone' ? {} : { by: by === 'person' ? ['person'] : ['system', 'machine'] }),
    ...(who === '' ? {} : { who }),
    ...(services.length === 0 ? {} : { service: services }),
    ...(memory === '' ? {} : { memory }),
  };
}

export const NO_LOG_FILTERS = {
  ...{ what: null, by: null, who: null, service: null, memory: null, since: null, words: null },
} as const;
