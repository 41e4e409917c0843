import type { SubgraphParts } from '@cartwright/subgraph';
import type { Config } from './config.ts';
import type { Tables } from './generated/tables.ts';

/** What the rooms of accounts are made from. */
export type Parts = SubgraphParts<Config, Tables>;

/** Runs work and stores what it sends in one transaction. */
export type Transact = Parts['messaging']['transact'];
