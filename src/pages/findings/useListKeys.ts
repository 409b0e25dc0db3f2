import { type KeyboardEvent } from 'react';

interface ListKeys {
  ids: string[];
  chosen: string | null;
  onChoose: (id: string) => void;
  /** What other keys do with the one that is chosen. */
  keys: Readonly<Record<string, () => void>>;
}

const STEPS: Readonly<Record<string, number>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/**
 * Goes through a list with j and k. Only while the focus is inside of it: elsewhere single letters belong to Grafana,
 * and here they are kept from it.
 */
export function useListKeys({ ids, chosen, onChoose, keys }: ListKeys) {
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) {
      return;
    }
    const step = STEPS[event.key];
    const act = keys[event.key];
    if (step === undefined && act === undefined) {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
    if (step !== undefined) {
      const place = chosen === null ? -1 : ids.indexOf(chosen);
      const next = ids[Math.min(ids.length - 1, Math.max(0, place + step))];
      if (next !== undefined) {
        onChoose(next);
      }
      return;
    }
    if (chosen !== null) {
      act?.();
    }
  };
}

/** Also in what opens with arrow keys of its own. */
function isTyping(target: EventTarget): boolean {
  return (
    target instanceof Element && target.closest('input, textarea, select, [role=listbox], [role=combobox]') !== null
  );
}
