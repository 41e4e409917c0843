import { runTool } from './commands/run-tool.ts';

/** `npm run chaos`: real buyers on a real store, faults in between, and whether anything was lost. */
const { passed } = await runTool('node', ['chaos/src/main.ts', ...process.argv.slice(2)], 'inherit');
process.exitCode = passed ? 0 : 1;
