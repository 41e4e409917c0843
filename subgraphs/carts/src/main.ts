import { runSubgraph } from '@cartwright/subgraph';
import { carts } from './app.ts';

await runSubgraph(carts);
