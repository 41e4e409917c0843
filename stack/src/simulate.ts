import { runHarness } from './commands/run-harness.ts';

/** `npm run simulate`: the checkout in a deterministic simulation with every kind of fault. */
await runHarness('simulation/src/main.ts');
