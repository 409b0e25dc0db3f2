import type { FastifyReply, FastifyRequest } from 'fastify';
import type { StreamMessage } from '@incident-memory/contract';
import type { Scope } from '../../domain/tenancy/scope.ts';
import type { Clock } from '../../ports/clock.ts';
import type { LiveFeed } from '../../ports/live-feed.ts';
import { ApplicationError } from '../../platform/application-error.ts';

const HEARTBEAT_MS = 15_000;
const MAX_STREAMS = 1000;
/** One browser has one stream; more than this is somebody who takes the room of all others. */
const MAX_STREAMS_OF_ONE_READER = 100;
/** Role and teams are checked when a stream opens: it ends now and then, and the page opens another. */
const LONGEST_STREAM_MS = 60 * 60 * 1000;
/** A page that does not read for so long is not looked at: it is let go rather than remembered for. */
const MAX_BACKLOG_BYTES = 256 * 1024;

/** Server-sent events to open pages, through Grafana's proxy, which passes them on at once. */
export class StreamServer {
  private readonly feed: LiveFeed;
  private readonly clock: Clock;
  private readonly version: string;
  private readonly open_ = new Map<() => void, string>();

  constructor({ feed, clock, version }: { feed: LiveFeed; clock: Clock; version: string }) {
    this.feed = feed;
    this.clock = clock;
    this.version = version;
  }

  get openStreams(): number {
    return this.open_.size;
  }

  open(scope: Scope, request: FastifyRequest, reply: FastifyReply): FastifyReply {
    const whose = JSON.stringify([scope.organisation, scope.user]);
    const ofReader = [...this.open_.values()].filter((other) => other === whose).length;
    if (this.open_.size >= MAX_STREAMS || ofReader >= MAX_STREAMS_OF_ONE_READER) {
      throw new ApplicationError('IM_INTAKE_BUSY', { retryAfterSeconds: 30 });
    }
    reply.hijack();
    const response = reply.raw;
    request.raw.socket.setTimeout(0);
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-content-type-options': 'nosniff',
      'x-request-id': request.id,
      'x-accel-buffering': 'no',
    });
    let cancelHeartbeat = (): void => undefined;
    const endsAt = this.clock.now() + LONGEST_STREAM_MS;
    const close = (): void => {
      unsubscribe();
      cancelHeartbeat();
      this.open_.delete(close);
      response.end();
    };
    const send = (message: StreamMessage): void => {
      if (response.writableLength > MAX_BACKLOG_BYTES) {
        close();
        return;
      }
      response.write(`data: ${JSON.stringify(message)}\n\n`);
    };
    const beat = (): void => {
      if (this.clock.now() >= endsAt) {
        close();
        return;
      }
      send({ type: 'tick', at: new Date(this.clock.now()).toISOString() });
      cancelHeartbeat = this.clock.schedule(HEARTBEAT_MS, beat);
    };
    const unsubscribe = this.feed.subscribe(scope, send);
    this.open_.set(close, whose);
    response.once('close', close);
    response.once('error', close);
    send({ type: 'hello', version: this.version });
    beat();
    return reply;
  }

  closeAll(): void {
    for (const close of [...this.open_.keys()]) {
      close();
    }
  }
}
