import { runHarness } from './commands/run-harness.ts';

/** `npm run bench`: what a store in production mode costs, as ratios to what the machine can do. */
await runHarness('bench/src/main.ts');
