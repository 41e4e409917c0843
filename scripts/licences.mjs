// `npm run licences`: the licences of all that is shipped, as the lockfile says them; fails on one that nobody has agreed to.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import correct from 'spdx-correct';
import satisfies from 'spdx-satisfies';

/** By SPDX id. Those that ask for more than a notice are explained in LICENSE. */
const allowed = [
  '0BSD',
  'Apache-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'Elastic-2.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'MPL-2.0',
  'Unlicense',
];

const lockfile = fileURLToPath(new URL('../package-lock.json', import.meta.url));

/** Whether a licence is allowed: of several to choose from one is enough, of several at once all are needed. */
function isAllowed(licence) {
  return licence !== undefined && satisfies(licence, allowed);
}

/** The licence of every package that is installed without development, by `name@version`; undefined for one that says none. */
function shippedLicences({ packages }) {
  const shipped = Object.entries(packages).filter(
    ([place, { dev, devOptional, link }]) => place.includes('node_modules/') && !dev && !devOptional && !link,
  );
  return new Map(
    shipped.map(([place, { name, version, license }]) => [
      `${name ?? place.split('node_modules/').at(-1)}@${version}`,
      typeof license === 'string' ? (correct(license) ?? undefined) : undefined,
    ]),
  );
}

function report() {
  const licences = shippedLicences(JSON.parse(readFileSync(lockfile, 'utf8')));
  const byLicence = Map.groupBy(licences.keys(), (name) => licences.get(name));
  for (const [licence = 'none that is known', names] of [...byLicence].toSorted(bySize)) {
    const few = isAllowed(licence) && names.length > 12;
    console.log(`${licence}: ${few ? `${names.length} packages` : names.toSorted().join(', ')}`);
  }
  const refused = [...licences].filter(([, licence]) => !isAllowed(licence));
  for (const [name, licence] of refused)
    console.error(`${name} is under ${licence ?? 'no licence that is known'}, which is not allowed here.`);
  return refused.length === 0;
}

function bySize([, left], [, right]) {
  return right.length - left.length;
}

process.exitCode = report() ? 0 : 1;
