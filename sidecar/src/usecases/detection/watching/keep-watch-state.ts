import { createHash } from 'node:crypto';
import type { SavedService } from '../../../domain/detection/watching/service-watch.ts';
import type { SignalWatch } from '../../../domain/detection/watching/signal-watch.ts';
import type { Scope } from '../../../domain/tenancy/scope.ts';
import type { SettingsStore } from '../../../ports/stores/settings-store.ts';

/** Each slice is written this often: so much is looked at again after a crash. */
const ROUND_MS = 5 * 60_000;
/** Of five thousand services some eighty stand in each: below a megabyte at a time. */
const SLICES = 64;
const READ_AT_ONCE = 8;
/** Another version's state is left alone: detectors learn anew rather than from numbers that mean something else. */
const VERSION = 1;

interface Slice {
  readonly version: number;
  readonly services: readonly SavedService[];
}

/**
 * What the detectors of one organisation learnt, in slices of services: one slice after the other is written, so that no
 * check writes much.
 */
export class KeepWatchState {
  private readonly settings: SettingsStore;
  private readonly scope: Scope;
  private readonly sliceOf = new Map<string, number>();
  private readonly written = new Set<number>();
  private next = 0;
  private nextAt: number | null = null;

  constructor(settings: SettingsStore, scope: Scope) {
    this.settings = settings;
    this.scope = scope;
  }

  /** Writes the slice whose turn it is, if it is. May throw StoreUnavailable; then it is tried again. */
  async save(watch: SignalWatch, now: number): Promise<void> {
    this.nextAt ??= now + ROUND_MS / SLICES;
    if (now < this.nextAt && this.nextAt - now <= ROUND_MS) {
      return;
    }
    const slices = this.slices(watch);
    for (let looked = 0; looked < SLICES; looked += 1) {
      const slice = this.next;
      const services = slices.get(slice) ?? [];
      if (services.length > 0 || this.written.has(slice)) {
        await this.write(watch, slice, services);
        this.next = (slice + 1) % SLICES;
        break;
      }
      this.next = (slice + 1) % SLICES;
    }
    const inUse = Math.max(1, new Set([...slices.keys(), ...this.written]).size);
    this.nextAt = now + ROUND_MS / inUse;
  }

  /** All at once: at an orderly end. */
  async saveAll(watch: SignalWatch): Promise<void> {
    for (const [slice, services] of this.slices(watch)) {
      await this.write(watch, slice, services);
    }
  }

  /** May throw StoreUnavailable. */
  async read(): Promise<SavedService[]> {
    const found: SavedService[] = [];
    for (let begin = 0; begin < SLICES; begin += READ_AT_ONCE) {
      const slices = Array.from({ length: Math.min(READ_AT_ONCE, SLICES - begin) }, (_, index) => begin + index);
      const told = await Promise.all(slices.map((slice) => this.settings.read(this.scope, keyOf(slice))));
      told.forEach((value, index) => {
        if (isSlice(value)) {
          this.written.add(begin + index);
          found.push(...value.services.filter(isNamed));
        }
      });
    }
    return found;
  }

  private async write(watch: SignalWatch, slice: number, names: readonly string[]): Promise<void> {
    const services = names.flatMap((service) => watch.saveService(service) ?? []);
    await this.settings.write(this.scope, keyOf(slice), { version: VERSION, services } satisfies Slice);
    if (services.length === 0) {
      this.written.delete(slice);
    } else {
      this.written.add(slice);
    }
  }

  private slices(watch: SignalWatch): Map<number, string[]> {
    const slices = new Map<number, string[]>();
    for (const service of watch.serviceNames()) {
      const slice = this.sliceOf.get(service) ?? createHash('sha256').update(service).digest().readUInt16BE(0) % SLICES;
      this.sliceOf.set(service, slice);
      const names = slices.get(slice) ?? [];
      slices.set(slice, names);
      names.push(service);
    }
    if (this.sliceOf.size > 2 * [...slices.values()].reduce((sum, names) => sum + names.length, SLICES)) {
      this.sliceOf.clear();
    }
    return slices;
  }
}

function isSlice(value: unknown): value is Slice {
  const { version, services } = (value ?? {}) as Partial<Slice>;
  return version === VERSION && Array.isArray(services);
}

/** Whether the rest is of the shape, whoever restores it sees. */
function isNamed(service: unknown): service is SavedService {
  return typeof (service as Partial<SavedService> | null)?.service === 'string';
}

function keyOf(slice: number): string {
  return `detectors.state.${slice}`;
}
