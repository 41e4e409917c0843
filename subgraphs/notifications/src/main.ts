import { runSubgraph } from '@cartwright/subgraph';
import { notifications } from './app.ts';

await runSubgraph(notifications);
