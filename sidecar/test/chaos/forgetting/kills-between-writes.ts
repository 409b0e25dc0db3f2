import type { Stores } from '../../../src/ports/stores/stores.ts';
import { brokenPromises, forgetCanary, placeCanary, placesOf, startAgain } from './forgetting-scene.ts';
import { mortalStores } from './mortal-stores.ts';

interface Options {
  readonly stores: Stores;
  /** What was written can be found after this. */
  readonly settle?: () => Promise<void>;
  /** Canaries that stand in raw files, where there are files. */
  readonly inFiles?: () => ReadonlySet<string> | Promise<ReadonlySet<string>>;
  /** Every so many writes; 1: between any two of them. */
  readonly step?: number;
}

export interface KilledForgettings {
  readonly kills: number;
  readonly notBegun: number;
  readonly places: readonly string[];
  /** Of forgettings that were done. */
  readonly gone: readonly string[];
  readonly findings: readonly string[];
}

export const CANARY = /canary\d{4}q/g;

/** Kills a forgetting before its first write, before its second, and so on until it lives; looks after each start. */
export async function killBetweenWrites({ stores, settle, inFiles, step = 1 }: Options): Promise<KilledForgettings> {
  const findings: string[] = [];
  const gone: string[] = [];
  let places: readonly string[] = [];
  let notBegun = 0;
  for (let kills = 0; ; kills += 1) {
    const canary = `canary${String(kills).padStart(4, '0')}q`;
    const organisation = `main:${1000 + kills}`;
    await placeCanary(stores, organisation, canary);
    await settle?.();
    places = await placesOf(stores, organisation, canary);
    const isRead = inFiles === undefined || (await inFiles()).has(canary);
    const mortal = mortalStores(stores, kills * step);
    await forgetCanary(mortal.stores, organisation, canary).catch((error: unknown) => {
      if (!mortal.died()) {
        throw error;
      }
    });
    await settle?.();
    await startAgain(stores, organisation);
    await settle?.();
    const { isBegun, findings: found } = await brokenPromises(stores, organisation, { canary, before: places });
    const stays = isBegun && inFiles !== undefined && (await inFiles()).has(canary) ? ['still in a file'] : [];
    const unread = isRead ? [] : ['the reader of files does not find it before'];
    findings.push(...[...found, ...stays, ...unread].map((one) => `died after ${kills * step} writes: ${one}`));
    notBegun += isBegun ? 0 : 1;
    gone.push(...(isBegun ? [canary] : []));
    if (!mortal.died()) {
      return { kills, notBegun, places, gone, findings };
    }
  }
}
