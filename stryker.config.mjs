import { tmpdir } from 'node:os';
import path from 'node:path';

/**
 * `npm run mutation`: breaks the pure rules and packages/money in thousands of small ways, and shows which of them no unit
 * test notices. A part of it: `npm run mutation -- --mutate "packages/money/src/**\/*.ts"`.
 * https://stryker-mutator.io/docs/stryker-js/configuration/
 */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts' },
  mutate: [
    'packages/money/src/**/*.ts',
    'subgraphs/*/src/*/rules.ts',
    'subgraphs/*/src/*/rules/**/*.ts',
    '!**/*.test.ts',
  ],
  ignorePatterns: ['.data', '.turbo', 'reports'],
  concurrency: 2,
  // Not in the repository: whoever runs the tests meanwhile would find those of the copy too.
  tempDirName: path.join(tmpdir(), 'cartwright-mutation'),
  reporters: ['clear-text', 'progress'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: false },
};
