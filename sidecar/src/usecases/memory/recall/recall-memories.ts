import type { RecallBody } from '@incident-memory/contract';
import { ExponentialBackoff, handleType, retry, TaskCancelledError, timeout, TimeoutStrategy, wrap } from 'cockatiel';
import type { z } from 'zod';
import type { IncidentRecord } from '../../../domain/incidents/incident-record.ts';
import { labelledProjects } from '../../../domain/memory/answer/other-project.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { Clock } from '../../../ports/clock.ts';
import { StoreUnavailable } from '../../../ports/stores/store-failure.ts';
import type { Stores } from '../../../ports/stores/stores.ts';
import type { MemorySearch } from '../../recall/memory-search.ts';
import type { IncidentMemory } from '../capture/incident-memory.ts';
import { answerRecall, emptyRecall, shortened, type Recalled } from './answer-recall.ts';
import { withChangesSince } from './changes-since.ts';
import { askedByIncident, askedInWords, type Asked } from './situations.ts';

export type { Recalled };

interface Dependencies {
  readonly stores: Pick<Stores, 'events' | 'memories' | 'recall' | 'logs' | 'templates' | 'occurrences' | 'traffic'>;
  readonly search: MemorySearch;
  readonly memory: IncidentMemory;
  readonly clock: Pick<Clock, 'now'>;
  readonly isEnabled: boolean;
  readonly deadlineMilliseconds: number;
  readonly nameOf: (login: string) => string;
  readonly onSearched: (told: { milliseconds: number; matches: number; outcome: RecallOutcome }) => void;
  readonly onFailure: (error: unknown) => void;
}

type RecallOutcome = 'answered' | 'abstained' | 'off' | 'slow' | 'failed';

/** An investigation goes on without memory; a person who looks at a page would rather wait a little. */
export const PATIENCE_OF_PEOPLE = 10;

const MAX_ATTEMPTS = 3;
const FIRST_PAUSE_MS = 20;
/** Half as near as the best is no answer beside it. */
const LEAST_OF_BEST = 0.5;
/** Beyond these, matches say nothing about fixes that the ones before did not. */
const MOST_READ = 50;

const NOTES = {
  wanted: null,
  'stand-in':
    'The configured model of meaning does not answer: the own table stood in, which compares only what the model has not embedded. Words, concepts and structure were compared as always',
  none: 'The model of meaning does not answer: words and structure alone were compared',
} as const;

/**
 * What memory knows about a situation. It never fails whoever asks: off, slow or broken, it gives an empty answer that
 * says so, and an investigation goes on without it. Only what the reader may see is searched, counted and learned from.
 */
export class RecallMemories {
  private readonly dependencies: Dependencies;

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  forWords(scope: Scope, body: z.output<typeof RecallBody>, patience = 1): Promise<Recalled> {
    return this.guarded(patience, async () => this.answer(scope, askedInWords(body, this.dependencies.clock.now())));
  }

  forIncident(scope: Scope, incident: IncidentRecord, patience = 1): Promise<Recalled> {
    return this.guarded(patience, async () => {
      const own = await this.dependencies.memory.find(scope, incident);
      return this.answer(scope, await askedByIncident(this.dependencies, scope, { incident, own }));
    });
  }

  private async answer(
    scope: Scope,
    { situation, neighbours, filter, limit, tokens }: Asked
  ): Promise<Omit<Recalled, 'milliseconds'>> {
    const { search, stores, nameOf } = this.dependencies;
    const { text, services, errorType, fingerprints, templates } = situation;
    const found = await search.find(scope, {
      ...{ text, services, errorType, fingerprints, neighbours, filter },
      templates: templates.map(({ id }) => id),
    });
    const best = found.found[0]?.score ?? 0;
    const near = found.found.filter(({ score }) => score >= best * LEAST_OF_BEST);
    const nearest = { ...found, found: near.slice(0, MOST_READ) };
    const records = await stores.memories.get(
      scope,
      nearest.found.map(({ entry }) => entry.memory)
    );
    const answer = answerRecall(situation, {
      found: nearest,
      records: new Map(records.map((record) => [record.id, record])),
      limit,
      nameOf,
    });
    const told = await withChangesSince(stores, scope, { remembered: answer.matches, now: situation.at });
    const matches = labelledProjects(told, scope);
    return {
      ...shortened({ ...answer, matches }, tokens),
      note: NOTES[found.meaning],
    };
  }

  private async guarded(patience: number, ask: () => Promise<Omit<Recalled, 'milliseconds'>>): Promise<Recalled> {
    const { clock, isEnabled, deadlineMilliseconds, onSearched, onFailure } = this.dependencies;
    const startedAt = clock.now();
    const deadline = deadlineMilliseconds * patience;
    const told = (answer: Omit<Recalled, 'milliseconds'>, outcome: RecallOutcome): Recalled => {
      const milliseconds = Math.max(0, clock.now() - startedAt);
      onSearched({ milliseconds, matches: answer.matches.length, outcome });
      return { ...answer, milliseconds };
    };
    if (!isEnabled) {
      return told(emptyRecall('Memory is switched off (memory.enabled)'), 'off');
    }
    try {
      const answer = await within(deadline).execute(ask);
      return told(answer, answer.abstained ? 'abstained' : 'answered');
    } catch (error) {
      if (error instanceof TaskCancelledError) {
        return told(emptyRecall(`Memory did not answer within ${deadline} ms; ask again`), 'slow');
      }
      onFailure(error);
      return told(emptyRecall('Memory does not answer right now; everything else goes on'), 'failed');
    }
  }
}

/** A store that stumbles is asked again, all within the deadline. */
function within(deadlineMilliseconds: number) {
  return wrap(
    timeout(deadlineMilliseconds, TimeoutStrategy.Aggressive),
    retry(handleType(StoreUnavailable), {
      maxAttempts: MAX_ATTEMPTS,
      backoff: new ExponentialBackoff({ initialDelay: FIRST_PAUSE_MS }),
    })
  );
}
