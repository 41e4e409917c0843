import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly integrity?: string }>>;
}

const { packages } = JSON.parse(
  readFileSync(new URL('../../../../package-lock.json', import.meta.url), 'utf8'),
) as Lockfile;

// npm leaves out the packages of other platforms when a lockfile is made anew beside an installed `node_modules`.
it.each(['linux-x64', 'linux-arm64', 'linuxmusl-x64', 'linuxmusl-arm64', 'darwin-x64', 'darwin-arm64'])(
  'sharp is locked for %s, with its libvips, so that `npm ci` installs it there',
  (platform) => {
    const binding = packages[`node_modules/@img/sharp-${platform}`];
    expect(binding?.version).toBe(packages['node_modules/sharp']?.version);
    expect(binding).toHaveProperty('integrity');
    expect(packages[`node_modules/@img/sharp-libvips-${platform}`]).toHaveProperty('integrity');
  },
);
