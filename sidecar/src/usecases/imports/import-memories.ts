import {
  IMPORT_MAX_TIMES,
  roleAllows,
  type Actor,
  type ImportFormat,
  type ImportPreview,
  type ImportRun,
  type Role,
} from '@incident-memory/contract';
import type { FileRead } from '../../domain/imports/episode.ts';
import { minutesOfZone } from '../../domain/imports/reading/read-time.ts';
import {
  capturedEpisode,
  EPISODE_CATEGORY,
  evidenceOf,
  NOTE_CATEGORY,
} from '../../domain/imports/writing/captured-episode.ts';
import { restoredMemory } from '../../domain/imports/writing/restored-memory.ts';
import type { Scope } from '../../domain/tenancy/scope.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Ids } from '../../ports/ids.ts';
import type { Stores } from '../../ports/stores/stores.ts';
import { Breath } from '../breath.ts';
import type { Categories } from '../memory/act-on-memory.ts';
import type { Capture, MemoryLedger, Telling } from '../memory/memory-ledger.ts';
import { Turns } from '../turns.ts';
import type { ImportRuns } from './import-runs.ts';
import { planImport, type ImportPlan, type PlannedEpisode, type PlannedGroup } from './plan-import.ts';
import { readFiles, type FilesRead, type ReadJson } from './read-files.ts';
import { countsOf, groupOf, MOST_SHOWN, problemsOf, sampleOf, sentenceOf } from './tell-import.ts';
import type { Pause } from './with-pauses.ts';

interface Dependencies {
  readonly ledger: MemoryLedger;
  readonly stores: Pick<Stores, 'events' | 'memories'>;
  readonly runs: ImportRuns;
  readonly categories: Categories;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly redact: (text: string) => string;
  readonly readJson: ReadJson;
}

export interface Given {
  readonly files: readonly { readonly name: string; readonly text: string }[];
  readonly format?: ImportFormat | undefined;
  readonly service?: string | undefined;
  readonly zone: string;
}

export interface Importer {
  readonly login: string;
  readonly role: Role;
}

interface Planned {
  readonly read: FilesRead;
  readonly plan: ImportPlan;
}

const LABEL_REASON = 'imported under the same signature';

/** Brings in what others wrote. The preview and the import work out the same plan; only the import carries it out. */
export class ImportMemories {
  private readonly dependencies: Dependencies;
  /** Two imports of one organisation wait for each other: the second one knows what the first one wrote. */
  private readonly turns = new Turns();

  constructor(dependencies: Dependencies) {
    this.dependencies = dependencies;
  }

  async preview(scope: Scope, given: Given, importer: Importer): Promise<ImportPreview> {
    const { read, plan } = await this.plan(scope, given, importer);
    const counts = countsOf(read, plan);
    const problems = problemsOf(read);
    return {
      sentence: sentenceOf(counts, plan),
      ...counts,
      files: read.files.map((file) => ({ ...file })),
      columns: read.reads.flatMap(({ columns }) => [...columns]).slice(0, MOST_SHOWN),
      assumptions: [...new Set(read.reads.flatMap(({ assumptions }) => assumptions))],
      groups: plan.groups.slice(0, MOST_SHOWN).map(groupOf),
      sample: sampleOf(plan),
      problems: problems.slice(0, MOST_SHOWN),
    };
  }

  import(scope: Scope, given: Given, importer: Importer): Promise<ImportRun> {
    return this.turns.take(scope.organisation, async () => {
      const { read, plan } = await this.plan(scope, given, importer);
      const { clock, ids, runs } = this.dependencies;
      const actor: Actor = { kind: 'person', name: importer.login };
      const id = ids.next('bat');
      await this.carryOut(scope, plan, { run: id, actor });
      const counts = countsOf(read, plan);
      const run: ImportRun = {
        ...{ id, at: new Date(clock.now()).toISOString(), by: actor, sentence: sentenceOf(counts, plan) },
        formats: [...new Set(read.reads.map(({ format }) => format))],
        files: read.files.length,
        ...counts,
      };
      await runs.keep(scope, run);
      return run;
    });
  }

  private async plan(scope: Scope, { files, format, service, zone }: Given, { role }: Importer): Promise<Planned> {
    const { clock, redact, stores, readJson } = this.dependencies;
    const pause = this.pause();
    const options = { now: clock.now(), zoneMinutes: minutesOfZone(zone), service: service ?? null };
    const read = await readFiles(files, { format, options, redact, readJson }, pause);
    requireSomething(read);
    requireRestorer(read.reads, role);
    return { read, plan: await planImport({ stores, pause }, scope, read.reads) };
  }

  private pause(): Pause {
    const breath = new Breath(this.dependencies.clock);
    return () => (breath.isDue ? breath.take() : undefined);
  }

  private async carryOut(scope: Scope, plan: ImportPlan, by: { run: string; actor: Actor }): Promise<void> {
    const { ledger, redact } = this.dependencies;
    const pause = this.pause();
    const captures = plan.restored
      .filter(({ becomes }) => becomes === 'memory')
      .map(({ memory }): Capture => restoredMemory(memory, { login: by.actor.name, redact }));
    for (const planned of plan.groups) {
      await pause();
      captures.push(...this.capturesOf(planned, by));
    }
    for (const note of plan.notes.filter(({ becomes }) => becomes === 'note')) {
      await pause();
      captures.push(this.captureOf(note, { ...by, signature: null }));
    }
    await ledger.captureMany(scope, captures);
    for (const { head, episodes } of plan.groups) {
      const times = timesOf(episodes);
      if (head !== null && !head.isNew && times.length > 0) {
        await ledger.record(scope, head.id, {
          actor: by.actor,
          events: (standing) => {
            const counted = new Set(standing.recurrences.map(({ at }) => at));
            return { ok: true, value: recurred(times.filter((at) => !counted.has(at))) };
          },
        });
      }
    }
  }

  /** The head first: the others are linked to it. */
  private capturesOf({ group, head, episodes }: PlannedGroup, by: { run: string; actor: Actor }): Capture[] {
    const about = { ...by, signature: group.signature };
    return episodes
      .filter(({ becomes }) => becomes === 'memory')
      .toSorted((a, b) => Number(b.id === head?.id) - Number(a.id === head?.id))
      .map((one) => {
        if (one.id === head?.id) {
          const counted = episodes.filter(({ becomes }) => becomes === 'time' || becomes === 'memory');
          const capture = this.captureOf(one, {
            ...about,
            evidence: evidenceOf(
              counted.map(({ episode }) => episode),
              IMPORT_MAX_TIMES
            ),
          });
          return { ...capture, then: recurred(timesOf(episodes)) };
        }
        const link: Telling[] =
          head === null
            ? []
            : [{ type: 'linked', payload: { kind: 'recurrence-of', memory: head.id, reason: LABEL_REASON } }];
        return { ...this.captureOf(one, about), then: link };
      });
  }

  private captureOf(
    { episode, id, format }: PlannedEpisode,
    {
      run,
      actor,
      signature,
      evidence = [],
    }: { run: string; actor: Actor; signature: string | null; evidence?: string[] }
  ): Capture {
    const { clock, categories } = this.dependencies;
    const now = clock.now();
    const category = episode.startedAt === null ? NOTE_CATEGORY : EPISODE_CATEGORY;
    const expiresAt = categories.expiresAt(category, now);
    return {
      id,
      actor,
      captured: capturedEpisode(episode, { memory: id, signature, run, now, format, expiresAt, evidence }),
    };
  }
}

function recurred(times: readonly number[]): Telling[] {
  return times.map((at) => ({ type: 'recurred', payload: { at, incident: null } }));
}

/** The newest are kept. */
function timesOf(episodes: readonly PlannedEpisode[]): number[] {
  const times = episodes
    .filter(({ becomes }) => becomes === 'time')
    .flatMap(({ episode: { startedAt } }) => (startedAt === null ? [] : [startedAt]));
  return [...new Set(times)].sort((a, b) => a - b).slice(-IMPORT_MAX_TIMES);
}

function requireSomething(read: FilesRead): void {
  if (read.reads.every(({ episodes, memories }) => episodes.length === 0 && memories.length === 0)) {
    const [first, ...others] = problemsOf(read);
    const where = first === undefined ? '' : [first.file, first.place].filter((part) => part !== '').join(', ');
    const told = first === undefined ? 'the files hold no record' : `${where}: ${first.problem}`;
    throw new ApplicationError('IM_IMPORT_UNREADABLE', {
      details: { problem: others.length === 0 ? told : `${told} (and ${others.length} more like it)` },
      path: 'body.files',
    });
  }
}

/** Whole memories bring outcomes and what people confirmed: whoever restores them vouches for all of it. */
function requireRestorer(reads: readonly FileRead[], role: Role): void {
  if (reads.some(({ memories }) => memories.length > 0) && !roleAllows(role, 'Admin')) {
    throw new ApplicationError('IM_ROLE_INSUFFICIENT', { details: { required: 'Admin' } });
  }
}
