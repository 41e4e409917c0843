import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { installPackedClient } from '../support/packed-client.ts';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';

const url = inject('graphqlUrl');
let project: ProjectCopy;
let files: string[];
beforeAll(() => {
  project = copyProject(new URL('project/', import.meta.url));
  files = installPackedClient(project.directory);
  writeSnippets(project.directory);
});
afterAll(() => project[Symbol.dispose]());

describe('the packed client', () => {
  it('brings JavaScript and types, and what a reader needs', () => {
    const odd = files.filter((file) => !/\.(js|d\.ts)$/.test(file));
    expect(odd).toEqual(['README.md', 'package.json']);
    expect(files.filter((file) => file.includes('test'))).toEqual([]);
    for (const file of files.filter((name) => name.endsWith('.js'))) {
      expect(file.replace(/js$/, 'd.ts'), 'has types').toSatisfy((types: string) => files.includes(types));
    }
  });

  it('needs nothing that a browser does not have', () => {
    for (const file of files.filter((name) => name.endsWith('.js'))) {
      const text = project.read(`node_modules/@cartwright/client/${file}`);
      expect(text, file).not.toMatch(/from ["']node:|\bprocess\.|\bBuffer\b|\brequire\(/);
    }
  });

  it.each(['nodenext', 'bundler'])(
    'compiles, README and all, in a project that resolves modules by %s',
    async (resolution) => {
      const kind = resolution === 'bundler' ? 'esnext' : 'nodenext';
      // A dependency of Apollo Client has declarations that nodenext refuses.
      const skip = resolution === 'bundler' ? 'false' : 'true';
      await project.run(
        'tsc',
        '-p',
        '.',
        '--module',
        kind,
        '--moduleResolution',
        resolution,
        '--skipLibCheck',
        skip,
      );
      const ask = `import('./out/shop.js').then((shop) => shop.firstNames('${url}')).then((names) => console.log(JSON.stringify(names)))`;
      const output = execFileSync(process.execPath, ['--eval', ask], {
        cwd: project.directory,
        encoding: 'utf8',
      });
      const { apollo, urql } = JSON.parse(output) as Record<string, string[]>;
      expect(apollo).toHaveLength(2);
      expect(urql).toEqual(apollo);
    },
  );
});

/** Writes the code of the README into the project, each block as a module. */
function writeSnippets(directory: string): void {
  const readme = readFileSync(path.join(directory, 'node_modules/@cartwright/client/README.md'), 'utf8');
  const blocks = [...readme.matchAll(/^```(tsx?)\n(.*?)^```/gms)];
  if (blocks.length === 0) throw new Error('The README shows no code.');
  for (const [index, [, kind = '', code = '']] of blocks.entries()) {
    writeFileSync(path.join(directory, 'src', `readme-${index}.${kind}`), code);
  }
}
