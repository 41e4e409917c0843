import { runSubgraph } from '@cartwright/subgraph';
import { accounts } from './app.ts';

await runSubgraph(accounts);
