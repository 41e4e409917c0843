import { runHarness } from './commands/run-harness.ts';

/** `npm run attack`: a table of attacks on a store in production mode, while somebody shops in it. */
await runHarness('attack/src/main.ts');
