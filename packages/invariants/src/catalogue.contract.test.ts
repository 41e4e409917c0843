import { auditContracts, staffActed } from '@cartwright/audit';
import { contracts, domains, type MessageContract } from '@cartwright/events';
import { messageParked, parkedMessageContracts, parkedMessageResolved } from '@cartwright/messaging';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const architecture = readFileSync(new URL('../../../ARCHITECTURE.md', import.meta.url), 'utf8');
const shared: readonly Row[] = [...parkedMessageContracts, ...auditContracts];
const sentByEach = [messageParked, parkedMessageResolved, staffActed].map((of) => of('orders').type);

type Row = Pick<MessageContract, 'type' | 'source' | 'readers' | 'isFollowedByGateway' | 'meaning'>;

function rowOf({ type, source, readers, isFollowedByGateway, meaning }: Row): string {
  const from = sentByEach.includes(type) ? 'any' : source;
  const all = [...readers, ...(isFollowedByGateway === true ? ['gateway'] : [])];
  const to = readers.length === domains.length ? 'any' : all.join(', ');
  return `| \`${type}\` | ${from} → ${to} | ${meaning} |`;
}

/** The rows of the table of messages, whatever its columns' widths. */
function writtenRows(): string[] {
  const [, section = ''] = architecture.split('### Catalogue');
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\|.*\|$/gm)].slice(2).map(([row]) => row.replaceAll(/ +/g, ' '));
}

it('ARCHITECTURE lists every message with who sends it, who reads it, and what it says', () => {
  expect(writtenRows().toSorted()).toEqual([...contracts, ...shared].map(rowOf).toSorted());
});
