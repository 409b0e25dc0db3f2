import type { CallGraph } from './call-graph.ts';
import { findBlame, type Blame } from './find-blame.ts';
import { isAboutMessage } from './symptoms.ts';
import type { Trouble } from './trouble.ts';

/** Sets of services that something besides the clock joins. */
class JoinedSets {
  private readonly parents = new Map<string, string>();

  rootOf(member: string): string {
    let root = member;
    for (let parent = this.parents.get(root); parent !== undefined; parent = this.parents.get(root)) {
      root = parent;
    }
    if (root !== member) {
      this.parents.set(member, root);
    }
    return root;
  }

  join(one: string, other: string): void {
    const [a, b] = [this.rootOf(one), this.rootOf(other)];
    if (a !== b) {
      this.parents.set(a, b);
    }
  }
}

export interface GroupingQuestion {
  readonly troubles: ReadonlyMap<string, Trouble>;
  readonly graph: CallGraph;
  readonly withinMs: number;
  /** Where the trouble of a service came from, as an incident already says: it follows no second cause. */
  readonly explained: ReadonlyMap<string, string>;
}

/**
 * Every unwell service in exactly one group; alone where nothing relates it to another one. A service that waits for
 * two failing ones goes with the one that hurts it more: that both have the same caller does not make two failures one.
 * O(alarms + edges).
 */
export function groupRelated({ troubles, graph, withinMs, explained }: GroupingQuestion): Trouble[][] {
  const sets = new JoinedSets();
  if (troubles.size > 1) {
    for (const { victim, cause } of heaviestOfEach(findBlame(troubles, graph, { withinMs }).blames)) {
      sets.join(victim, explained.get(victim) ?? cause);
    }
    joinSharedMessages(sets, troubles, withinMs);
  }
  const groups = new Map<string, Trouble[]>();
  for (const trouble of troubles.values()) {
    const root = sets.rootOf(trouble.service);
    const group = groups.get(root);
    if (group === undefined) {
      groups.set(root, [trouble]);
    } else {
      group.push(trouble);
    }
  }
  return [...groups.values()];
}

function heaviestOfEach(blames: readonly Blame[]): Iterable<Blame> {
  const heaviest = new Map<string, Blame>();
  for (const blame of blames) {
    const other = heaviest.get(blame.victim);
    if (
      other === undefined ||
      (blame.inOrder && !other.inOrder) ||
      (blame.inOrder === other.inOrder && blame.weight > other.weight)
    ) {
      heaviest.set(blame.victim, blame);
    }
  }
  return heaviest.values();
}

/** The same message, new or exploding in several services at about the same time. */
function joinSharedMessages(sets: JoinedSets, troubles: ReadonlyMap<string, Trouble>, withinMs: number): void {
  const byMessage = new Map<string, { service: string; startedAt: number }[]>();
  for (const { service, alarms } of troubles.values()) {
    for (const alarm of alarms) {
      if (isAboutMessage(alarm)) {
        const seen = byMessage.get(alarm.subject) ?? [];
        seen.push({ service, startedAt: alarm.startedAt });
        byMessage.set(alarm.subject, seen);
      }
    }
  }
  for (const seen of byMessage.values()) {
    const inTime = seen.sort((a, b) => a.startedAt - b.startedAt);
    inTime.forEach((one, index) => {
      const next = inTime[index + 1];
      if (next !== undefined && next.startedAt - one.startedAt <= withinMs) {
        sets.join(one.service, next.service);
      }
    });
  }
}
