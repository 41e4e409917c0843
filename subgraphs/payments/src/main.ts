import { runSubgraph } from '@cartwright/subgraph';
import { payments } from './app.ts';

await runSubgraph(payments);
