import type { FastifyInstance } from 'fastify';
import { BankProfiles } from '../adapters/compat-hindsight/bank-profiles.ts';
import { HindsightCalls } from '../adapters/compat-hindsight/hindsight-calls.ts';
import { registerHindsight } from '../adapters/compat-hindsight/register-hindsight.ts';
import { Mem0Calls } from '../adapters/compat-mem0/mem0-calls.ts';
import { registerMem0 } from '../adapters/compat-mem0/register-mem0.ts';
import { MemoryTools } from '../adapters/mcp/memory-tools.ts';
import { registerMcp } from '../adapters/mcp/register-mcp.ts';
import type { DoorOptions } from '../adapters/http-intake/intake-door.ts';
import type { MachineCredentials } from '../adapters/http-intake/machine-credentials.ts';
import { ClientNotes } from '../usecases/clients/client-notes.ts';
import { Doubts } from '../usecases/clients/doubts.ts';
import { FindNotes } from '../usecases/clients/find-notes.ts';
import type { ForgetfulPlace } from '../usecases/keeping/forget.ts';
import type { MemoryParts } from './build-memory.ts';
import type { Core } from './core.ts';

/** What clients said of themselves, and how it is forgotten. */
export interface ClientSettings {
  readonly profiles: BankProfiles;
  readonly place: ForgetfulPlace;
}

export function buildClientSettings({ stores, clock, configuration }: Core): ClientSettings {
  const profiles = new BankProfiles({ settings: stores.settings, clock });
  const teams = [...new Set(configuration.machineCredentials.flatMap(({ team }) => team ?? []))];
  return {
    profiles,
    place: {
      place: 'client-settings',
      holding: (organisation, texts) => profiles.holding(organisation, teams, texts),
      forget: async (organisation, { named, texts }) => {
        const held = texts.length === 0 ? [] : await profiles.holding(organisation, teams, texts);
        return profiles.forget(organisation, teams, [...named, ...held]);
      },
    },
  };
}

interface Parts {
  readonly core: Core;
  readonly memory: MemoryParts;
  readonly profiles: BankProfiles;
  readonly credentials: MachineCredentials;
  readonly door: DoorOptions;
}

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
/** Nobody guesses it, and a line stays readable. */
const MARK_LENGTH = 16;

/** Memory for programs: clients that were written for other products, on the port of machines. */
export function registerClients(app: FastifyInstance, { core, memory, profiles, credentials, door }: Parts): void {
  const { stores, clock, ids, configuration } = core;
  const { ledger, search, recall, categories, isEnabled } = memory;
  const doubts = new Doubts({ search, stores, clock });
  const notes = new ClientNotes({ ledger, doubts, categories, ids, clock, isEnabled });
  const find = new FindNotes({ search, stores });
  const about = { ...door, credentials, instance: configuration.instance, sharing: configuration.memory.sharing };
  registerMem0(app, { ...about, calls: new Mem0Calls({ notes, find, recall, clock }) });
  registerHindsight(app, {
    ...about,
    calls: new HindsightCalls({ notes, find, recall, clock }),
    profiles,
  });
  registerMcp(app, {
    ...about,
    tools: new MemoryTools({ ...memory, incidents: core.ledger, stores, clock }),
    version: core.version,
    mark: () => ids.salt().slice(0, MARK_LENGTH),
    isLoopback: LOOPBACK.has(configuration.listen.intakeHost),
  });
}
