import { domains } from '@cartwright/events';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../../..');

/** Two that were applied before this was looked at: their order is that of their names, and stays so. */
const tolerated = new Set(['20261126010000_fulfilment', '20261126010000_payment_attempts']);

const foldersOf = (domain: string): string[] =>
  readdirSync(path.join(root, 'prisma', domain, 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

describe.each(domains)('the migrations of %s', (domain) => {
  it('each begin with a timestamp of their own, which says in which order they are applied', () => {
    const names = foldersOf(domain).filter((name) => domain !== 'orders' || !tolerated.has(name));
    for (const name of names) expect(name).toMatch(/^\d{14}_[a-z\d]+(_[a-z\d]+)*$/);
    const sharing = [...Map.groupBy(names, (name) => name.slice(0, 14)).values()].filter(
      ({ length }) => length > 1,
    );
    expect(sharing).toEqual([]);
  });
});

it('those of messaging are numbered one after another', () => {
  const names = readdirSync(path.join(root, 'packages/messaging/migrations')).toSorted();
  expect(names.map((name) => Number(name.slice(0, 4)))).toEqual(names.map((_name, index) => index + 1));
});
