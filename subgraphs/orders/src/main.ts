import { runSubgraph } from '@cartwright/subgraph';
import { orders } from './app.ts';

await runSubgraph(orders);
