import type { Transaction } from '@cartwright/database';
import type { AnyContract, MessageHandler } from '@cartwright/messaging';
import type { Keeping, Owns } from '@cartwright/graph';
import type { Background, ReadinessChecks } from '@cartwright/process';
import type { FastifyInstance } from 'fastify';
import type { ContextInput, Identity, RouteTools, SubgraphQuestion } from './subgraph-options.ts';

/**
 * One capability of a subgraph, as its app is made of it. What a room does not need is left out. Its part of the schema
 * is the `schema.graphql` in its folder.
 */
export interface Room<Tables = never> {
  /** Its part of the resolver map. Two rooms may resolve fields of one type, never the same field. */
  readonly resolvers?: object;
  /** Whose an object of its types is, by the type's name: for `@access` with OWNER. */
  readonly owns?: Readonly<Record<string, Owns>>;
  /** What its resolvers find in their context, once per operation: an object with one property, the room's name. */
  readonly context?: (input: ContextInput) => object;
  /** What may be kept of its types as it was written, and what such answers vary by that look at its part of the context. */
  readonly keeping?: Partial<Keeping>;
  /** The messages that it sends. */
  readonly publishes?: readonly AnyContract[];
  /** One handler for each message that it takes. */
  readonly consumes?: readonly MessageHandler<Transaction<Tables>>[];
  /** What it does beside serving requests. */
  readonly background?: readonly Background[];
  /** How to find out who asks; of one room at most, by default what accounts tells. */
  readonly identity?: Identity;
  /** Its own HTTP routes, such as a webhook; unsigned unless they use `tools.signedBy`. */
  readonly routes?: (app: FastifyInstance, tools: RouteTools) => void;
  /** What it answers to other subgraphs. */
  readonly questions?: readonly SubgraphQuestion[];
  /** Named checks of what it can work without for a while; reported by `/health/ready`. */
  readonly tolerates?: ReadinessChecks;
  /** Releases its resources, after the last request and the last message. */
  readonly close?: () => Promise<void> | void;
}
