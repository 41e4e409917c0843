import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { addCounts, readCounts } from './test-report.ts';

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

it('counts what passed and what failed', () => {
  const file = report({ numPassedTests: 7, numFailedTests: 2, testResults: [] });
  expect(readCounts(file, false)).toEqual({ passed: 7, failed: 2 });
});

it('counts a file that failed before its first test', () => {
  const file = report({
    numPassedTests: 7,
    numFailedTests: 0,
    testResults: [
      { status: 'failed', assertionResults: [] },
      { status: 'passed', assertionResults: [{}] },
    ],
  });
  expect(readCounts(file, false)).toEqual({ passed: 7, failed: 1 });
});

it('never calls a failed run passed', () => {
  expect(readCounts(path.join(directory, 'none.json'), false)).toEqual({ passed: 0, failed: 1 });
  const file = report({ numPassedTests: 7, numFailedTests: 0, testResults: [] });
  expect(readCounts(file, false)).toEqual({ passed: 7, failed: 1 });
});

it('adds runs up', () => {
  const runs = [
    { passed: 1, failed: 0 },
    { passed: 2, failed: 3 },
  ];
  expect(addCounts(runs)).toEqual({ passed: 3, failed: 3 });
});
