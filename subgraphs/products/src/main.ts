import { runSubgraph } from '@cartwright/subgraph';
import { products } from './app.ts';

await runSubgraph(products);
