import { runHarness } from './commands/run-harness.ts';

/** `npm run drill`: ten times the load that a store in production mode can sustain, while buyers check out. */
await runHarness('bench/src/drill/main.ts');
