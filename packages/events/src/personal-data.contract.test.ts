import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { contracts, merchantContracts } from './mod.ts';

const retention = readFileSync(new URL('../../../docs/retention.md', import.meta.url), 'utf8');

/** What names somebody, wherever in a message it stands. */
const naming = /"(email|firstName|lastName|company|vatId|line1|phone)":/;

/** The messages that docs/retention.md says name people. */
function listed(): string[] {
  const [, section = ''] = retention.split('## Messages that name people');
  return [...section.matchAll(/`([a-z-]+\.[a-z-]+)`/g)].map(([, name = '']) => name).toSorted();
}

it('docs/retention.md lists the messages that name people, and no others', () => {
  const named = contracts
    .filter(({ samples }) => naming.test(JSON.stringify(samples)))
    .map(({ type }) => type.replace(/\.v\d+$/, ''));
  expect(listed()).toEqual([...new Set(named)].toSorted());
});

it('tells merchants of nothing that names somebody or leads to them, and has notifications read what it tells', () => {
  expect(merchantContracts.length).toBeGreaterThan(5);
  const told = merchantContracts.map(({ type, samples, schema, forMerchants, readers }) => ({
    type,
    readers,
    data: JSON.stringify(samples.map((sample) => forMerchants(schema.parse(sample)))),
  }));
  const leading = /"(email|customerId|locale|tracking\w+|\w*[aA]ddress)":/;
  const ofPeople = told.filter(({ data }) => naming.test(data) || leading.test(data));
  expect(ofPeople.map(({ type }) => type)).toEqual(['accounts.customer-registered.v1']); // an id, erased with the customer
  expect(told.filter(({ readers }) => !readers.includes('notifications'))).toEqual([]);
});
