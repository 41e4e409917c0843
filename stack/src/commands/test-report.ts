import { existsSync, readFileSync } from 'node:fs';

/** How many tests of a run passed and failed. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
}

interface JsonReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/**
 * Reads the file of vitest's JSON reporter. A test file that failed before its first test counts as one failure, and so
 * does a run that wrote no report although it failed.
 */
export function readCounts(file: string, runPassed: boolean): TestCounts {
  if (!existsSync(file)) return { passed: 0, failed: runPassed ? 0 : 1 };
  const report = JSON.parse(readFileSync(file, 'utf8')) as JsonReport;
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0,
  );
  const failed = report.numFailedTests + broken.length;
  return { passed: report.numPassedTests, failed: failed === 0 && !runPassed ? 1 : failed };
}

/** Adds the counts of several runs. */
export function addCounts(counts: readonly TestCounts[]): TestCounts {
  return {
    passed: counts.reduce((sum, { passed }) => sum + passed, 0),
    failed: counts.reduce((sum, { failed }) => sum + failed, 0),
  };
}
