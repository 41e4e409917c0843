import { runHarness } from './commands/run-harness.ts';

/** `npm run simulate`: the checkout in a world of its own, where everything goes wrong that can. */
await runHarness('simulation/src/main.ts');
