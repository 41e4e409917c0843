import { runHarness } from './commands/run-harness.ts';

/** `npm run chaos`: buyers on a real store with faults injected, and a verdict on whether anything was lost. */
await runHarness('chaos/src/main.ts');
