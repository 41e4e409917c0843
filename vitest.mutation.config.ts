import { defineConfig } from 'vitest/config';

/** What `npm run mutation` runs again and again: unit tests alone, which need no service. */
export default defineConfig({
  test: { include: ['**/*.unit.test.ts'], exclude: ['**/node_modules/**', '**/src/generated/**'] },
});
