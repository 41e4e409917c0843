import type { SubgraphParts } from '@cartwright/subgraph';
import type { Config } from './config.ts';
import type { Tables } from './tables.ts';

/** What the rooms of products are made from. */
export type Parts = SubgraphParts<Config, Tables>;
