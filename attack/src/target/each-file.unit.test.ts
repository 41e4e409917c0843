import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { eachFile } from './each-file.ts';

function folder(...names: readonly string[]): string {
  const directory = mkdtempSync(path.join(tmpdir(), 'cartwright-each-file-'));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  for (const name of names) writeFileSync(path.join(directory, name), name);
  return directory;
}

it('reads what is there, and leaves out what goes meanwhile', () => {
  const read = eachFile(folder('a', 'b', 'c'), (file) => {
    if (file.endsWith('b')) rmSync(file);
    return readFileSync(file, 'utf8');
  });
  expect(read.toSorted()).toEqual(['a', 'c']);
});

it('tells whatever else goes wrong', () => {
  const fail = () => {
    throw new Error('not allowed');
  };
  expect(() => eachFile(folder('a'), fail)).toThrow('not allowed');
});
