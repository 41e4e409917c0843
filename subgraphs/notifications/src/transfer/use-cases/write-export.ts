import { pagesBehind, writeRecords } from '@cartwright/transfer';
import type { Parts } from '../../parts.ts';
import { readAgreed } from '../repository/agreed.ts';
import type { ConsentExport } from '../repository/exports.ts';
import { consentColumns, jsonOfConsent, rowOfConsent, type ConsentLine } from '../rules/consent-record.ts';

const addressesAtOnce = 500;

/** Makes for each of some addresses the link that ends its consent to the newsletter, in their order. */
export type MakeLinks = (emails: readonly string[]) => Promise<readonly string[]>;

interface Writing {
  readonly database: Pick<Parts['database'], 'statements'>;
  readonly makeLinks: MakeLinks;
}

/** Who has agreed to the newsletter, in the order of the addresses, written as they are read: no more than a few hundred are held. */
export function writeExport(
  { database: { statements }, makeLinks }: Writing,
  { format }: Pick<ConsentExport, 'format'>,
): AsyncGenerator<string> {
  const pages = pagesBehind(async (last?: ConsentLine): Promise<ConsentLine[]> => {
    const agreed = await readAgreed(statements, { last: last?.email, limit: addressesAtOnce });
    const links = await makeLinks(agreed.map(({ email }) => email));
    return agreed.map((one, index) => ({ ...one, unsubscribeUrl: links[index] ?? '' }));
  });
  return writeRecords(format, pages, {
    columns: consentColumns,
    rowsOf: (line) => [rowOfConsent(line)],
    objectsOf: (line) => [jsonOfConsent(line)],
  });
}
