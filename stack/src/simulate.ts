import { runTool } from './commands/run-tool.ts';

/** `npm run simulate`: the checkout in a world of its own, where everything goes wrong that can. */
const { passed } = await runTool('node', ['simulation/src/main.ts', ...process.argv.slice(2)], 'inherit');
process.exitCode = passed ? 0 : 1;
