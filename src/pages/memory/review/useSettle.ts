import { useState } from 'react';
import { useMemoryAct } from '../../../shared/data/useMemories';
import { type Step } from './reviewActs';

export interface Settled {
  key: string;
  done: string;
  about: string;
  /** What was written, the last first: taken back in that order. */
  events: Array<{ memory: string; sequence: number }>;
}

/** Does what settles a finding, and keeps the way back while the page is open; later it is in the log. */
export function useSettle() {
  const act = useMemoryAct();
  const [settled, setSettled] = useState<Settled[]>([]);
  const settle = async (told: Pick<Settled, 'key' | 'done' | 'about'>, steps: readonly Step[]): Promise<boolean> => {
    const events: Settled['events'] = [];
    try {
      for (const { memory, does } of steps) {
        const { id, version } = await act.mutateAsync({ memory: memory.id, version: memory.version, does });
        events.unshift({ memory: id, sequence: version });
      }
      return true;
    } catch {
      return false;
    } finally {
      if (events.length > 0) {
        setSettled((before) => [{ ...told, events }, ...before]);
      }
    }
  };
  const undo = async ({ key, events }: Settled): Promise<void> => {
    try {
      for (const { memory, sequence } of events) {
        const body = { sequence, reason: 'Decided otherwise while looking through.' };
        await act.mutateAsync({ memory, does: { act: 'undoMemory', body } });
      }
      setSettled((before) => before.filter((one) => one.key !== key));
    } catch {
      // The error stands on the page (act.error), and the way back with it.
    }
  };
  return { settle, undo, settled, busy: act.isPending, error: act.error };
}
