import { createHash } from 'node:crypto';
import { systemScope, type Scope } from '../../domain/tenancy/scope.ts';
import { ApplicationError } from '../../platform/application-error.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SettingsStore } from '../../ports/stores/settings-store.ts';
import { requireRole, type Client } from '../../usecases/clients/client.ts';
import { Turns } from '../../usecases/turns.ts';
import { OWN_BANK } from './bank-labels.ts';
import type { BankBody } from './hindsight-requests.ts';
import { iso } from './present-unit.ts';

export interface BankProfile {
  readonly name: string;
  readonly mission: string;
  readonly disposition: { readonly skepticism: number; readonly literalism: number; readonly empathy: number };
  readonly createdAt: number;
  readonly updatedAt: number;
}

type Profiles = Readonly<Record<string, BankProfile>>;

const MAX_BANKS = 1000;
/** Neither trusting nor sceptical. It steers a model, and there is none: it is kept for the client that set it. */
const NEUTRAL = { skepticism: 3, literalism: 3, empathy: 3 } as const;

/** Names and missions of banks. A bank is there as soon as something is kept in it, with or without a profile. */
export class BankProfiles {
  private readonly settings: SettingsStore;
  private readonly clock: Pick<Clock, 'now'>;
  private readonly turns = new Turns();

  constructor({ settings, clock }: { settings: SettingsStore; clock: Pick<Clock, 'now'> }) {
    this.settings = settings;
    this.clock = clock;
  }

  async all({ scope, team }: Client): Promise<Profiles> {
    return this.read(scope, keyOf(team));
  }

  async profileOf(client: Client, bank: string): Promise<BankProfile> {
    const now = this.clock.now();
    const profiles = await this.all(client);
    // A bank may be called "constructor".
    const known = Object.hasOwn(profiles, bank) ? profiles[bank] : undefined;
    return known ?? { name: bank, mission: '', disposition: NEUTRAL, createdAt: now, updatedAt: now };
  }

  async change(client: Client, bank: string, body: BankBody): Promise<BankProfile> {
    requireRole(client, 'Editor');
    const key = keyOf(client.team);
    return this.turns.take(`${client.scope.organisation} ${key}`, async () => {
      const profiles = await this.read(client.scope, key);
      const standing = await this.profileOf(client, bank);
      const isNew = !Object.hasOwn(profiles, bank);
      if (bank === OWN_BANK || (isNew && Object.keys(profiles).length >= MAX_BANKS)) {
        const problem =
          bank === OWN_BANK ? "this bank is the team's own memory" : `there are ${MAX_BANKS} banks with a profile`;
        throw new ApplicationError('IM_REQUEST_INVALID', { details: { problem }, path: 'params.bank_id' });
      }
      const changed = changedProfile(standing, body, this.clock.now());
      await this.settings.write(client.scope, key, { ...profiles, [bank]: changed });
      return changed;
    });
  }

  async remove(client: Client, bank: string): Promise<void> {
    const key = keyOf(client.team);
    await this.turns.take(`${client.scope.organisation} ${key}`, async () => {
      const { [bank]: _, ...others } = await this.read(client.scope, key);
      await this.settings.write(client.scope, key, others);
    });
  }

  /** Forgetting: banks of which the name or mission holds one of these texts, told by digests. */
  async holding(organisation: string, teams: readonly string[], texts: readonly string[]): Promise<string[]> {
    const words = texts.map((text) => text.toLowerCase());
    const found: string[] = [];
    for (const key of [null, ...teams].map(keyOf)) {
      const profiles = Object.entries(await this.read(systemScope(organisation), key));
      const held = profiles.filter(([bank, { name, mission }]) => {
        const told = `${bank}\n${name}\n${mission}`.toLowerCase();
        return words.some((word) => told.includes(word));
      });
      found.push(...held.map(([bank]) => digestOf(key, bank)));
    }
    return found;
  }

  /** Forgetting: these banks are as if nobody had described them. Returns how many there were. */
  async forget(organisation: string, teams: readonly string[], digests: readonly string[]): Promise<number> {
    const scope = systemScope(organisation);
    const gone = new Set(digests);
    let forgotten = 0;
    for (const key of [null, ...teams].map(keyOf)) {
      await this.turns.take(`${organisation} ${key}`, async () => {
        const profiles = Object.entries(await this.read(scope, key));
        const kept = profiles.filter(([bank]) => !gone.has(digestOf(key, bank)));
        if (kept.length < profiles.length) {
          forgotten += profiles.length - kept.length;
          await this.settings.write(scope, key, Object.fromEntries(kept));
        }
      });
    }
    return forgotten;
  }

  private async read(scope: Scope, key: string): Promise<Profiles> {
    return ((await this.settings.read(scope, key)) ?? {}) as Profiles;
  }
}

export function presentProfile(bank: string, profile: BankProfile): Record<string, unknown> {
  const { name, mission, disposition, createdAt, updatedAt } = profile;
  return {
    ...{ bank_id: bank, name, mission, background: mission, disposition },
    created_at: iso(createdAt),
    updated_at: iso(updatedAt),
  };
}

function changedProfile(standing: BankProfile, body: BankBody, now: number): BankProfile {
  const { skepticism, literalism, empathy } = standing.disposition;
  return {
    name: body.name ?? standing.name,
    mission: body.mission ?? body.reflect_mission ?? body.background ?? standing.mission,
    disposition: {
      skepticism: body.disposition_skepticism ?? body.disposition?.skepticism ?? skepticism,
      literalism: body.disposition_literalism ?? body.disposition?.literalism ?? literalism,
      empathy: body.disposition_empathy ?? body.disposition?.empathy ?? empathy,
    },
    createdAt: standing.createdAt,
    updatedAt: now,
  };
}

function digestOf(key: string, bank: string): string {
  return createHash('sha256').update(`${key}\n${bank}`).digest('hex');
}

function keyOf(team: string | null): string {
  return team === null ? 'clients.hindsight.banks' : `clients.hindsight.banks.${team}`;
}
