import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addOutcomes, readOutcome } from './test-report.ts';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'cartwright-report-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function report(content: object): string {
  const file = path.join(directory, 'report.json');
  writeFileSync(file, JSON.stringify(content));
  return file;
}

const failedTest = { fullName: 'a cart adds up', status: 'failed', failureMessages: ['expected 3 to be 4'] };
const failed = { name: 'int', passed: false };

function fileResult(status: string, assertionResults: readonly object[], message = ''): object {
  return { name: path.resolve('carts/cart.unit.test.ts'), status, message, assertionResults };
}

it('counts what passed, and names what failed and why', () => {
  const file = report({
    numPassedTests: 7,
    testResults: [fileResult('failed', [{ status: 'passed' }, failedTest])],
  });
  expect(readOutcome(file, failed)).toEqual({
    passed: 7,
    failures: ['carts/cart.unit.test.ts > a cart adds up\nexpected 3 to be 4'],
  });
});

it('shortens a reason that is long', () => {
  const long = { ...failedTest, failureMessages: ['x'.repeat(1_000_000), 'a line\n'.repeat(100)] };
  const file = report({ numPassedTests: 7, testResults: [fileResult('failed', [long])] });
  const [failure = ''] = readOutcome(file, failed).failures;
  expect(failure.length).toBeLessThan(2_000);
  expect(failure).toMatch(/above\)$/);
});

it.each([
  ['before its tests', [], 'no such module'],
  ['after its tests', [{ status: 'passed' }], 'the store did not stop'],
  ['in a hook of some of them, of which nothing is told', [{ status: 'skipped' }], ''],
])('names a file that failed %s', (_when, results, message) => {
  const testResults = [fileResult('failed', results, message), fileResult('passed', [{}])];
  const { failures } = readOutcome(report({ numPassedTests: 7, testResults }), failed);
  expect(failures).toEqual([
    `carts/cart.unit.test.ts\n${message || 'It failed, and no test did: see above.'}`,
  ]);
});

it('names a file that failed beside its tests, one of which failed, too', () => {
  const file = report({
    numPassedTests: 7,
    testResults: [fileResult('failed', [failedTest], 'it did not stop')],
  });
  expect(readOutcome(file, failed).failures).toHaveLength(2);
});

it('never calls a failed run passed', () => {
  const failures = ['int\nIt failed, and no test did: see above.'];
  expect(readOutcome(path.join(directory, 'none.json'), failed)).toEqual({ passed: 0, failures });
  const file = report({ numPassedTests: 7, testResults: [] });
  expect(readOutcome(file, failed)).toEqual({ passed: 7, failures });
});

it('adds runs up', () => {
  const runs = [
    { passed: 1, failures: [] },
    { passed: 2, failures: ['one', 'another'] },
  ];
  expect(addOutcomes(runs)).toEqual({ passed: 3, failures: ['one', 'another'] });
});
