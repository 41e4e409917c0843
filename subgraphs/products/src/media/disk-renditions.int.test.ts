import {
  globSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { createLogger } from '@cartwright/process';
import { canMountDisks, mountDisk, temporaryDirectory } from '@cartwright/testing';
import { describe, expect, it } from 'vitest';
import { DiskRenditions } from './disk-renditions.ts';
import { keptRenditionsSuite } from './kept-renditions.suite.ts';

const imageId = '01990000-0000-7000-8000-00000000000a';
const key = { imageId, name: '400x.webp' };
const picture = Buffer.from('a picture');

/** A directory with what is kept in it, and what was logged; made and deleted for each test. */
function open({ maxBytes = 1_000_000, below = '' } = {}) {
  const stack = new AsyncDisposableStack();
  const root = stack.use(temporaryDirectory('media')).path;
  const directory = path.join(root, below);
  const logged: string[] = [];
  const logger = createLogger({
    name: 'test',
    level: 'warn',
    destination: { write: (line) => void logged.push(line) },
  });
  const kept = new DiskRenditions({ directory, maxBytes, logger });
  stack.defer(() => kept.close());
  return {
    root,
    kept,
    logged,
    another: () => new DiskRenditions({ directory, maxBytes, logger }),
    files: () => globSync('**/*.*', { cwd: directory }).map((name) => path.join(directory, name)),
    find: kept.find.bind(kept),
    keep: kept.keep.bind(kept),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}

describe('renditions on a disk', () => {
  keptRenditionsSuite(open);

  it('are there for the next process, and for another one on the same machine', async () => {
    await using test = open({ below: 'not/yet/there' });
    await test.keep(key, picture);
    expect(await test.another().find(key)).toEqual(picture);
  });

  it.each<[string, (file: string) => void]>([
    ['cut off', (file) => truncateSync(file, statSync(file).size - 1)],
    ['empty', (file) => truncateSync(file, 0)],
    [
      'changed',
      (file) =>
        writeFileSync(
          file,
          readFileSync(file).map((byte) => byte ^ 1),
        ),
    ],
    ['gone', (file) => rmSync(file)],
    ['gone with its directory', (file) => rmSync(path.dirname(path.dirname(file)), { recursive: true })],
  ])('are made anew and kept again where a file is %s', async (_damage, damage) => {
    await using test = open();
    await test.keep(key, picture);
    test.files().forEach(damage);
    expect(await test.find(key)).toBeUndefined();
    await test.keep(key, picture);
    expect(await test.find(key)).toEqual(picture);
    expect(test.logged).toEqual([]);
  });

  it('are missing, which is logged once, where nothing can be written, until something can', async () => {
    await using test = open({ below: 'media' });
    const blocked = path.join(test.root, 'media');
    writeFileSync(blocked, 'a file where the directory should be');
    for (const name of ['1x.webp', '2x.webp', '3x.webp']) {
      await test.keep({ imageId, name }, picture);
      expect(await test.find({ imageId, name })).toBeUndefined();
    }
    expect(test.logged).toHaveLength(1);
    rmSync(blocked);
    await test.keep(key, picture);
    expect(await test.find(key)).toEqual(picture);
  });

  it.runIf(canMountDisks())(
    'leave no half file on a full disk, and are kept again when there is space',
    async () => {
      await using test = open({ below: 'media' });
      using disk = mountDisk(path.join(test.root, 'media'));
      await test.keep(key, picture);
      disk.fill();
      await test.keep({ imageId, name: 'full.png' }, Buffer.alloc(5_000_000));
      expect(test.logged).toHaveLength(1);
      expect(test.files().map((file) => path.basename(file))).toEqual(['400x.webp']);
      expect(await test.find(key)).toEqual(picture);
      disk.freeSpace();
      await test.keep({ imageId, name: 'full.png' }, picture);
      expect(await test.find({ imageId, name: 'full.png' })).toEqual(picture);
    },
  );
});

describe('more renditions than there may be', () => {
  const name = (index: number) => ({ imageId, name: `${index}x.webp` });
  const size = 10_000;
  const used = (file: string, hoursAgo: number) => {
    const time = Date.now() / 1_000 - hoursAgo * 3_600;
    utimesSync(file, time, time);
  };

  it('leave no more than the limit, without those that were used longest ago', async () => {
    await using test = open({ maxBytes: 10 * size });
    for (let index = 0; index < 8; index += 1) {
      await test.keep(name(index), Buffer.alloc(size, index));
      test
        .files()
        .filter((file) => file.endsWith(`/${index}x.webp`))
        .forEach((file) => used(file, 100 - index));
    }
    expect(await test.find(name(0))).toBeDefined(); // used again: now the newest
    for (let index = 8; index < 12; index += 1) await test.keep(name(index), Buffer.alloc(size, index));
    await test.kept.close();
    const total = test.files().reduce((sum, file) => sum + statSync(file).size, 0);
    expect(total).toBeLessThanOrEqual(10 * size);
    expect(await test.find(name(0))).toBeDefined();
    expect(await test.find(name(1))).toBeUndefined();
    expect(await test.find(name(11))).toBeDefined();
  });

  it('include what an earlier process has left, half-written files too', async () => {
    await using test = open({ maxBytes: 10 * size });
    const left = path.join(test.root, '0a', imageId, 'full.png.x.tmp');
    mkdirSync(path.dirname(left), { recursive: true });
    writeFileSync(left, 'half');
    used(left, 2);
    await test.keep(key, picture);
    await test.kept.close();
    expect(test.files().map((file) => path.basename(file))).toEqual(['400x.webp']);
  });
});
