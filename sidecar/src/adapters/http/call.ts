import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RouteAnswer, RouteBody, RouteId, RouteParams, RouteQuery, ROUTES } from '@incident-memory/contract';
import type { Reader } from './grafana-identity.ts';

/** What a handler is given: who asks, and what was asked, validated by the contract. */
export interface Call<Id extends RouteId> {
  readonly reader: Reader;
  readonly params: RouteParams<Id>;
  readonly query: RouteQuery<Id>;
  readonly body: RouteBody<Id>;
  /** From `If-Match`, where the route is versioned. */
  readonly ifVersion?: number;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A route whose answer is not JSON of ours takes over the reply and returns it. */
type Answer<Id extends RouteId> = (typeof ROUTES)[Id]['answer'] extends null ? FastifyReply : RouteAnswer<Id>;
export type Handler<Id extends RouteId> = (call: Call<Id>) => Promise<Answer<Id>> | Answer<Id>;
export type Handlers = { readonly [Id in RouteId]: Handler<Id> };
