import { recordStaffAction } from '@cartwright/audit';
import { message, productChanged } from '@cartwright/events';
import { isId } from '@cartwright/graph';
import { optionalText, readInput, type InvalidInput } from '@cartwright/input';
import { z } from 'zod';
import type { Parts } from '../../parts.ts';
import { lockSeo, saveSeo, type StoredProductSeo } from '../repository.ts';
import { seoSchema, type SeoInput } from '../rules/seo.ts';

/** What the page of a product is to tell search engines. */
export interface UpdateProductSeo {
  readonly staffId: string;
  readonly id: string;
  /** The product's, as whoever asks has seen it. */
  readonly version: number;
  readonly seo: SeoInput;
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type UpdateProductSeoOutcome =
  | { readonly kind: 'updated' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'changed-meanwhile'; readonly version: number }
  | InvalidInput;

const schema = z.object({ seo: seoSchema, reason: optionalText(500) });

/** Says what the page of a product tells search engines, with its entry in the audit trail; where it is so already, nothing changes. */
export async function updateProductSeo(
  { messaging, newId, now }: Pick<Parts, 'messaging' | 'newId' | 'now'>,
  { staffId, id, version, ...input }: UpdateProductSeo,
): Promise<UpdateProductSeoOutcome> {
  const read = readInput(schema, input);
  if (read.kind === 'invalid-input') return read;
  if (!isId(id)) return { kind: 'not-found' };
  const { seo, reason } = read.value;
  return messaging.transact(async (tx, send) => {
    const before = await lockSeo(tx, id);
    if (before === undefined) return { kind: 'not-found' };
    if (before.version !== version) return { kind: 'changed-meanwhile', version: before.version };
    if (isSame(before, seo)) return { kind: 'updated' };
    await saveSeo(tx, id, { ...seo, version: version + 1 });
    send(message(productChanged, { productId: id, changeId: newId() }));
    const action = { staffId, operation: 'productSeoUpdate', target: id, reason, at: now() };
    await recordStaffAction('products', { tx, send }, { ...action, before: stateOf(before), after: seo });
    return { kind: 'updated' };
  });
}

function isSame(before: StoredProductSeo, after: Omit<StoredProductSeo, 'version'>): boolean {
  return before.seoTitle === after.seoTitle && before.seoDescription === after.seoDescription;
}

function stateOf({ seoTitle, seoDescription }: StoredProductSeo) {
  return { seoTitle, seoDescription };
}
