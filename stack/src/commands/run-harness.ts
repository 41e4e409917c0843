import { describeFailure } from '../progress/describe-failure.ts';
import { terminalReporter } from '../progress/terminal-reporter.ts';
import { prepareCheckout } from './prepare-checkout.ts';
import { runTool } from './run-tool.ts';

/** Prepares the checkout, then runs a script of the repository with this command's options and exits with its result. */
export async function runHarness(script: string): Promise<void> {
  try {
    await prepareCheckout(terminalReporter(process.stdout));
    const { passed } = await runTool('node', [script, ...process.argv.slice(2)], 'inherit');
    process.exitCode = passed ? 0 : 1;
  } catch (error) {
    console.error(`\n${describeFailure(error)}`);
    process.exitCode = 1;
  }
}
