import { execFileSync } from 'node:child_process';
import { globSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const source = fileURLToPath(new URL('../../../packages/client/', import.meta.url));

/** Builds and packs `@cartwright/client`, and installs it in a project as npm would. @returns the files that it brought */
export function installPackedClient(projectDirectory: string): string[] {
  execFileSync(process.execPath, [path.join(source, 'build/build.ts')]);
  const pack = ['pack', path.join(source, 'dist'), '--pack-destination', projectDirectory, '--silent'];
  const tarball = execFileSync('npm', pack, { encoding: 'utf8' }).trim();
  const target = path.join(projectDirectory, 'node_modules/@cartwright/client');
  mkdirSync(target, { recursive: true });
  execFileSync('tar', ['-xzf', path.join(projectDirectory, tarball), '-C', target, '--strip-components=1']);
  return globSync('**/*.*', { cwd: target }).toSorted();
}
