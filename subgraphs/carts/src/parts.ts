import type { SubgraphParts } from '@cartwright/subgraph';
import type { Config } from './config.ts';
import type { Tables } from './generated/tables.ts';

/** What the rooms of carts are made from. */
export type Parts = SubgraphParts<Config, Tables>;
