import type { SpanKind } from '../../signals/raw-signals.ts';
import { NO_KEY, type JoinedSpan } from './span-columns.ts';
import { SpanMemory, type RememberedSpan } from './span-memory.ts';
import type { Counted } from '../traffic-tally.ts';

/** Told once for each call that is found, also when its spans come again while they are remembered. */
export type OnCall = (pair: { caller: string; callee: string }, call: Counted) => void;

export interface SpanJoinLimits {
  /** Spans remembered, an organisation. */
  readonly maxSpans: number;
  /** How long a span at least waits for its parent, where maxSpans allows. */
  readonly rememberMs: number;
  /** After so long without a span of the one it called, a client span is a call to whom it named. */
  readonly clearAfterMs: number;
  /** Names under which clients call services that answer under another, learnt a day. */
  readonly maxLearntPeers: number;
}

/** A client within a client is one call; libraries nest two or three deep. */
const NESTED_CLIENTS = 4;
/** The answers came from different services: a proxy, a load balancer, localhost. */
const SEVERAL = null;

/** Caller, name that it called, service that answered. */
type LearntPeers = Map<string, Map<string, string | typeof SEVERAL>>;

const isServed = (kind: SpanKind) => kind === 'server' || kind === 'consumer';

/**
 * Who called whom. A span that served a request and whose parent lives in another service is a call between the two,
 * in whichever order and batch they come. A client span that nobody answered is a call to the name that it gave: a
 * database, a host outside; or to the service that answered under that name before, so that refused calls to a dead
 * service count for that service. An answer that comes after all, when the client has given up, is the same call. So is
 * a client span within a client span of the same service (a database library over an HTTP library). A message is a call
 * to the queue that the producer names, and one from the producer to each consumer whose parent it is; consumers that
 * only link to it are not joined with it.
 *
 * Time, error and latency are the client's, who knows what it waited for; the callee's where the parent is no client
 * span, as for messages, for which nobody waits.
 */
export class CallsFromSpans {
  private readonly limits: SpanJoinLimits;
  private readonly memory: SpanMemory;
  private learnt: LearntPeers = new Map();
  private learntBefore: LearntPeers = new Map();
  private learntCount = 0;

  constructor(limits: SpanJoinLimits) {
    this.limits = limits;
    this.memory = new SpanMemory(limits);
  }

  get remembered(): number {
    return this.memory.size;
  }

  get forgottenEarly(): number {
    return this.memory.forgottenEarly;
  }

  add(span: JoinedSpan, now: number, onCall: OnCall): void {
    if (this.memory.needsRoom(now)) {
      this.memory.makeRoom(now, (unclear) => this.clear(unclear, onCall));
    }
    const known = this.memory.find(span.key);
    if (known !== null && known.service === span.service && known.kind === span.kind) {
      // Sent again. Its calls were told; what could not be stored of them waits with whoever was told.
      return;
    }
    const added = this.memory.add(span, now);
    if (isServed(span.kind) || span.kind === 'client') {
      this.joinWithParent(added, onCall);
    }
    for (const child of this.memory.waitingFor(span.key)) {
      this.join(added, child, onCall);
    }
    if (span.kind === 'producer' && span.peer !== null && span.peer !== span.service) {
      onCall({ caller: span.service, callee: span.peer }, span);
    }
  }

  /** Client spans that have waited long enough. */
  settle(now: number, onCall: OnCall): void {
    this.memory.clearUpTo(now - this.limits.clearAfterMs, (span) => this.clear(span, onCall));
  }

  /** A name that answers elsewhere today is learnt anew; what was learnt the day before still helps. */
  beginDay(): void {
    this.learntBefore = this.learnt;
    this.learnt = new Map();
    this.learntCount = 0;
  }

  private joinWithParent(child: RememberedSpan, onCall: OnCall): void {
    if (child.parentKey === NO_KEY) {
      return;
    }
    const parent = this.memory.find(child.parentKey);
    if (parent === null) {
      child.wait();
    } else {
      this.join(parent, child, onCall);
    }
  }

  private join(caller: RememberedSpan, callee: RememberedSpan, onCall: OnCall): void {
    if (callee.kind === 'client') {
      if (callee.isAnswered && caller.kind === 'client' && caller.service === callee.service) {
        this.answerChain(caller);
      }
      return;
    }
    const isTold = caller.kind === 'client' && this.answerChain(caller);
    if (caller.service !== callee.service) {
      if (caller.kind === 'client' && caller.peer !== null) {
        this.learn(caller.service, caller.peer, callee.service);
      }
      if (!isTold) {
        onCall({ caller: caller.service, callee: callee.service }, caller.kind === 'client' ? caller : callee);
      }
    }
  }

  /** The client span and those that it is nested in; whether one of them was told without an answer before. */
  private answerChain(client: RememberedSpan): boolean {
    let current: RememberedSpan | null = client;
    let isTold = false;
    for (let depth = 0; depth < NESTED_CLIENTS && current !== null; depth += 1) {
      current.answer();
      isTold ||= current.isTold;
      current = this.outerClient(current);
    }
    return isTold;
  }

  private outerClient(span: JoinedSpan): RememberedSpan | null {
    const parent = span.parentKey === NO_KEY ? null : this.memory.find(span.parentKey);
    return parent !== null && parent.kind === 'client' && parent.service === span.service ? parent : null;
  }

  private clear(span: RememberedSpan, onCall: OnCall): void {
    if (span.kind !== 'client' || span.peer === null || span.isAnswered) {
      return;
    }
    const outer = this.outerClient(span);
    if (outer !== null && outer.peer !== null) {
      return;
    }
    span.tell();
    const callee = this.whoAnswers(span.service, span.peer) ?? span.peer;
    if (callee !== span.service) {
      onCall({ caller: span.service, callee }, span);
    }
  }

  private whoAnswers(caller: string, peer: string): string | typeof SEVERAL {
    const today = this.learnt.get(caller)?.get(peer);
    return today === undefined ? (this.learntBefore.get(caller)?.get(peer) ?? SEVERAL) : today;
  }

  private learn(caller: string, peer: string, service: string): void {
    const names = this.learnt.get(caller) ?? new Map<string, string | typeof SEVERAL>();
    const known = names.get(peer);
    if (known === service || known === SEVERAL) {
      return;
    }
    if (known === undefined) {
      if (this.learntCount >= this.limits.maxLearntPeers) {
        return;
      }
      this.learntCount += 1;
      this.learnt.set(caller, names);
    }
    names.set(peer, known === undefined ? service : SEVERAL);
  }
}
