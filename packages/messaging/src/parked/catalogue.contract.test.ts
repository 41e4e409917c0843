import { contracts, domains, type MessageContract } from '@cartwright/events';
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parkedMessageContracts } from './parked-contracts.ts';

const architecture = readFileSync(new URL('../../../../ARCHITECTURE.md', import.meta.url), 'utf8');
const about = parkedMessageContracts as readonly Pick<MessageContract, keyof Row>[];

type Row = Pick<MessageContract, 'type' | 'source' | 'readers' | 'meaning' | 'kind'>;

function rowOf({ type, source, readers, meaning, kind }: Row): string {
  const isEverybodys = type.startsWith('messaging.') && kind === 'event';
  const from = isEverybodys ? 'any' : source;
  const to = readers.length === domains.length ? 'any' : readers.join(', ');
  return `| \`${type}\` | ${from} → ${to} | ${meaning} |`;
}

/** The rows of the table of messages, whatever its columns' widths. */
function writtenRows(): string[] {
  const [, section = ''] = architecture.split('### Catalogue');
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\|.*\|$/gm)].slice(2).map(([row]) => row.replaceAll(/ +/g, ' '));
}

it('ARCHITECTURE lists every message with who sends it, who reads it, and what it says', () => {
  expect(writtenRows().toSorted()).toEqual([...contracts, ...about].map(rowOf).toSorted());
});
