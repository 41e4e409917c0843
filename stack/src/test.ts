import { runTests, shortGroups } from './commands/run-tests.ts';
import { describeFailure } from './progress/describe-failure.ts';

try {
  process.exitCode = (await runTests(shortGroups, process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  console.error(`\n${describeFailure(error)}`);
  process.exitCode = 1;
}
