import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { publishedManifest, type Manifest } from './published-manifest.ts';

const home = new URL('../', import.meta.url);
const target = new URL('dist/', home);

/** Writes `dist`, which is what is published: JavaScript, types, README, licence and a manifest that leads to them. */
function main(): void {
  rmSync(target, { recursive: true, force: true });
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const project = fileURLToPath(new URL('tsconfig.build.json', home));
  execFileSync(process.execPath, [compiler, '-p', project], { stdio: 'inherit' });
  const manifest = JSON.parse(readFileSync(new URL('package.json', home), 'utf8')) as Manifest;
  writeFileSync(new URL('package.json', target), `${JSON.stringify(publishedManifest(manifest), null, 2)}\n`);
  cpSync(new URL('README.md', home), new URL('README.md', target));
  cpSync(new URL('../../LICENSE', home), new URL('LICENSE', target));
}

main();
