import { isStorable } from '@cartwright/input';
import { holdsCardAnywhere } from '@cartwright/transfer';
import { Refusal } from './failure.ts';
import type { FileRecord } from './records.ts';

/** A record that was understood and may be kept. */
export type ReadableRecord = Exclude<FileRecord, { readonly kind: 'fault' }>;

/** Takes a record that may be worked. @throws Refusal for any other */
export function readableRecord(told: FileRecord): ReadableRecord {
  if (told.kind === 'fault') throw new Refusal(...told.messages);
  const subject = told.kind === 'PRODUCTS' ? told.record.slug : told.record.sku;
  if (!isStorable(subject)) throw new Refusal('Please remove characters that are not text.');
  if (holdsCardAnywhere(told.record)) throw new Refusal('Please leave out the number of the payment card.');
  return told;
}
