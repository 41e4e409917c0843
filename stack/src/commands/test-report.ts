import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** What came of a run of tests. */
export interface TestOutcome {
  readonly passed: number;
  /** What failed and why, each by its file and its name. */
  readonly failures: readonly string[];
}

interface JsonReport {
  readonly numPassedTests: number;
  readonly testResults: readonly FileResult[];
}

interface FileResult {
  readonly name: string;
  readonly status: string;
  /** Why the file failed beside its tests. */
  readonly message?: string;
  readonly assertionResults: readonly TestResult[];
}

interface TestResult {
  readonly fullName: string;
  readonly status: string;
  readonly failureMessages?: readonly string[];
}

const untold: TestOutcome = { passed: 0, failures: ['vitest failed and reported no test that did'] };

/**
 * Reads the file of vitest's JSON reporter. A test file that failed before or after its tests is one failure, and so is a
 * run that failed without any.
 */
export function readOutcome(file: string, runPassed: boolean): TestOutcome {
  if (!existsSync(file)) return runPassed ? { passed: 0, failures: [] } : untold;
  const report = JSON.parse(readFileSync(file, 'utf8')) as JsonReport;
  const failures = report.testResults.flatMap(failuresOf);
  const isUntold = failures.length === 0 && !runPassed;
  return { passed: report.numPassedTests, failures: isUntold ? untold.failures : failures };
}

/** Adds up what came of several runs. */
export function addOutcomes(outcomes: readonly TestOutcome[]): TestOutcome {
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}

function failuresOf({ name, status, message, assertionResults }: FileResult): string[] {
  const file = path.relative(process.cwd(), name);
  const failed = assertionResults.filter((result) => result.status === 'failed');
  if (status === 'failed' && failed.length === 0) return [`${file}\n${message ?? ''}`];
  return failed.map(({ fullName, failureMessages }) =>
    [`${file} > ${fullName}`, ...(failureMessages ?? [])].join('\n'),
  );
}
