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

function fileResult(status: string, assertionResults: readonly object[]): object {
  return {
    name: path.resolve('carts/cart.unit.test.ts'),
    status,
    message: 'no such module',
    assertionResults,
  };
}

it('counts what passed, and names what failed and why', () => {
  const file = report({
    numPassedTests: 7,
    testResults: [fileResult('failed', [{ status: 'passed' }, failedTest])],
  });
  expect(readOutcome(file, false)).toEqual({
    passed: 7,
    failures: ['carts/cart.unit.test.ts > a cart adds up\nexpected 3 to be 4'],
  });
});

it.each([[[]], [[{ status: 'passed' }]]])('names a file that failed beside its tests', (results) => {
  const file = report({
    numPassedTests: 7,
    testResults: [fileResult('failed', results), fileResult('passed', [{}])],
  });
  expect(readOutcome(file, false)).toEqual({
    passed: 7,
    failures: ['carts/cart.unit.test.ts\nno such module'],
  });
});

it('never calls a failed run passed', () => {
  expect(readOutcome(path.join(directory, 'none.json'), false).failures).toHaveLength(1);
  const file = report({ numPassedTests: 7, testResults: [] });
  expect(readOutcome(file, false).failures).toHaveLength(1);
});

it('adds runs up', () => {
  const runs = [
    { passed: 1, failures: [] },
    { passed: 2, failures: ['one', 'another'] },
  ];
  expect(addOutcomes(runs)).toEqual({ passed: 3, failures: ['one', 'another'] });
});
