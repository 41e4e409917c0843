import { runHarness } from './commands/run-harness.ts';

/** `npm run chaos`: real buyers on a real store, faults in between, and whether anything was lost. */
await runHarness('chaos/src/main.ts');
