import { type Alarm } from '@incident-memory/contract';
import { useState } from 'react';
import { renewed, replaced, steadied, type SteadyList } from './steadyList';

interface Answer {
  items: Alarm[];
  goesOn: boolean;
}

interface Held {
  view: string;
  answer: Answer;
  list: SteadyList;
}

/** The list as it is read; another view (other filters) starts anew. `answer` is the same object until it is renewed. */
export function useSteadyList(answer: Answer | undefined, view: string) {
  const [held, setHeld] = useState<Held | null>(null);
  if (answer !== undefined && (held?.view !== view || held.answer !== answer)) {
    const before = held?.view === view ? held.list : null;
    setHeld({ view, answer, list: steadied(before, answer) });
  }
  const change = (changed: (list: SteadyList) => SteadyList) =>
    setHeld((before) => before && { ...before, list: changed(before.list) });
  return {
    list: held?.view === view ? held.list : undefined,
    showNew: () => change(renewed),
    replace: (alarm: Alarm) => change((list) => replaced(list, alarm)),
  };
}
