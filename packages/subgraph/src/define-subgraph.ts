import type { Database, Transaction } from '@cartwright/database';
import type { Domain } from '@cartwright/events';
import type { MessageSeals, Messaging } from '@cartwright/messaging';
import type { BaseConfig, Logger } from '@cartwright/process';
import type { z } from 'zod';
import type { LocalSubgraph } from './local/local-subgraph.ts';
import type { Room } from './room.ts';

/** The subgraphs of one process, once they are made. */
export type Neighbours = (domain: Domain) => Pick<LocalSubgraph, 'ask'>;

/** What the rooms of a subgraph are made from. */
export interface SubgraphParts<Config, Tables> {
  readonly config: Config;
  readonly logger: Logger;
  readonly now: () => Date;
  /** Makes UUIDv7s. */
  readonly newId: () => string;
  /** The other subgraphs, where they are parts of this process; usable once the subgraph has been started. */
  readonly neighbours?: Neighbours | undefined;
  readonly database: Database<Tables>;
  /** Usable once the subgraph has been started: while rooms are made, messaging is not there yet. */
  readonly messaging: Messaging<Transaction<Tables>>;
}

/** What a subgraph is: its own part of what all subgraphs do alike. */
export interface SubgraphDefinition<Config extends BaseConfig, Tables> {
  readonly name: Domain;
  /** `schema.graphql`: the parts of its rooms, joined. */
  readonly schemaFile: URL;
  /** Reads the process's environment: `z.object({ ...baseConfigShape, … })`. */
  readonly configSchema: z.ZodType<Config>;
  /** With what the secrets of messages are sealed and opened; only for who sends or reads such. */
  readonly seals?: (config: Config) => MessageSeals;
  /** Whether PostgreSQL plans its statements once, and not for their values: see `PoolOptions`. */
  readonly plansOnce?: boolean;
  /** Whether PostgreSQL looks up rows by their keys in small tables too: see `PoolOptions`. */
  readonly looksUp?: boolean;
  /** Its capabilities, those that others build on first. They are given up in the opposite order. */
  readonly rooms: (
    parts: SubgraphParts<Config, Tables>,
  ) => readonly Room<Tables>[] | Promise<readonly Room<Tables>[]>;
}

/** Fixes the types of a definition: `defineSubgraph<Config, Tables>({ … })`. */
export function defineSubgraph<Config extends BaseConfig, Tables>(
  definition: SubgraphDefinition<Config, Tables>,
): SubgraphDefinition<Config, Tables> {
  return definition;
}
