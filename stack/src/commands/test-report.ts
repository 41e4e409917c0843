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

/**
 * Reads the file of vitest's JSON reporter. A test file that failed before or after its tests is one failure, and so is a
 * run that failed without any.
 * @param name of the run, where nothing else is known
 */
export function readOutcome(
  file: string,
  { name, passed }: { readonly name: string; readonly passed: boolean },
): TestOutcome {
  const report = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as JsonReport) : undefined;
  const failures = report?.testResults.flatMap(failuresOf) ?? [];
  if (failures.length === 0 && !passed) failures.push(`${name}\n${untold}`);
  return { passed: report?.numPassedTests ?? 0, failures };
}

/** Adds up what came of several runs. */
export function addOutcomes(outcomes: readonly TestOutcome[]): TestOutcome {
  return {
    passed: outcomes.reduce((sum, { passed }) => sum + passed, 0),
    failures: outcomes.flatMap(({ failures }) => failures),
  };
}

/** What vitest tells, but not its reporter: the error of a hook of some tests, of a worker, and whatever nobody caught. */
const untold = 'It failed, and no test did: see above.';

function failuresOf({ name, status, message = '', assertionResults }: FileResult): string[] {
  const file = path.relative(process.cwd(), name);
  const tests = assertionResults
    .filter((result) => result.status === 'failed')
    .map(
      ({ fullName, failureMessages = [] }) =>
        `${file} > ${fullName}\n${shortened(failureMessages.join('\n'))}`,
    );
  const isBeside = status === 'failed' && (message !== '' || tests.length === 0);
  return isBeside ? [...tests, `${file}\n${shortened(message === '' ? untold : message)}`] : tests;
}

const mostLines = 12;
const mostCharacters = 1_500;

function shortened(reason: string): string {
  const lines = reason.split('\n').slice(0, mostLines).join('\n').slice(0, mostCharacters);
  return lines.length < reason.length ? `${lines}\n… (all of it is above)` : lines;
}
