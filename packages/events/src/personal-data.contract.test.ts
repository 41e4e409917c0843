import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { contracts } from './mod.ts';

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
