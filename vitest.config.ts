import { defineConfig } from 'vitest/config';

const generated = ['**/node_modules/**', '**/src/generated/**'];

/** One project per cost: the suffix of a test file says what it needs (unit, contract, int, e2e); a campaign is long and has a command of its own. */
export default defineConfig({
  // Vite would hand our sources graphql's ES module build while Node hands dependencies its CommonJS one: two GraphQLErrors.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    // What is polled for comes in milliseconds, or in seconds on a machine that has much else to do.
    expect: { poll: { timeout: 20_000 } },
    // A test that hangs ends; one that takes long because the machine does is not at fault.
    testTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'unit', include: ['**/*.unit.test.ts'], exclude: generated } },
      { extends: true, test: { name: 'contract', include: ['**/*.contract.test.ts'], exclude: generated } },
      {
        extends: true,
        test: {
          name: 'int',
          include: ['**/*.int.test.ts'],
          exclude: generated,
          globalSetup: ['packages/testing/src/services-setup.ts'],
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['**/*.e2e.test.ts'],
          exclude: generated,
          globalSetup: ['e2e/support/store-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'campaign',
          include: ['**/*.campaign.test.ts'],
          exclude: generated,
          globalSetup: ['e2e/support/store-setup.ts'],
          testTimeout: 3_600_000,
          hookTimeout: 180_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
