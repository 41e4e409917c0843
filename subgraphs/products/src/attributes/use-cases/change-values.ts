import { recordStaffAction, type AuditedState } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { message, productChanged } from '@cartwright/events';
import { isId } from '@cartwright/graph';
import { invalidField, type InvalidField } from '@cartwright/input';
import type { Send } from '@cartwright/messaging';
import type { Parts } from '../../parts.ts';
import { holdProductTypes, readProductTypes, type ProductType } from '../../product-types/door.ts';
import type { Tables } from '../../tables.ts';
import {
  lockProduct,
  readStoredValues,
  replaceValues,
  saveProductType,
  type LockedProduct,
  type StoredValue,
} from '../repository/attribute-values.ts';
import { holdReferences } from '../repository/references.ts';
import type { ValuesPlan } from '../rules/plan-values.ts';
import type { WantedValue } from '../rules/read-values.ts';
import { auditedValues } from './audited-values.ts';

/** What attributes are changed with. */
export type Dependencies = Pick<Parts, 'messaging' | 'newId' | 'now'>;

/** A product that nobody else changes until the transaction ends, with what is said of it; nor do product types change. */
export interface HeldValues {
  readonly tx: Transaction<Tables>;
  readonly send: Send;
  readonly product: LockedProduct;
  readonly types: readonly ProductType[];
  /** Of the product and of its variants. */
  readonly before: readonly StoredValue[];
}

/** There is no product of that id. */
export interface ProductNotFound {
  readonly kind: 'product-not-found';
}

/** The product is no more as it was when it was read. */
export interface ProductChanged {
  readonly kind: 'product-changed';
  readonly version: number;
}

/** A product that is published or scheduled would lack what it has to have. */
export interface AttributesMissing {
  readonly kind: 'attributes-missing';
  readonly keys: readonly string[];
}

/** What is to become of what is said of a product. */
export interface ValuesChange extends ValuesPlan {
  readonly staffId: string;
  /** The name of the mutation. */
  readonly operation: string;
  readonly reason: string | null;
  readonly productTypeId: string | null;
}

/** Changes what is said of a product that is as whoever asks has read it, in a transaction of its own. */
export async function changeValues<Outcome>(
  { messaging }: Dependencies,
  { id, version }: { readonly id: string; readonly version: number },
  change: (held: HeldValues) => Promise<Outcome>,
): Promise<Outcome | ProductNotFound | ProductChanged> {
  if (!isId(id)) return { kind: 'product-not-found' };
  return messaging.transact<Outcome | ProductNotFound | ProductChanged>(async (tx, send) => {
    await holdProductTypes(tx);
    const product = await lockProduct(tx, id);
    if (product === undefined) return { kind: 'product-not-found' };
    if (product.version !== version) return { kind: 'product-changed', version: product.version };
    const types = await readProductTypes(tx);
    return change({ tx, send, product, types, before: await readStoredValues(tx, product.id) });
  });
}

/** Whether a product has to have what is required: shoppers see it, or will without anybody doing anything. */
export function hasToBeWhole({ status }: LockedProduct): boolean {
  return status === 'PUBLISHED' || status === 'SCHEDULED';
}

/** What of some values refers to nothing that is there. */
export async function absentReferences(
  tx: Transaction<Tables>,
  values: readonly WantedValue[],
): Promise<InvalidField[]> {
  const contents = values.flatMap(({ content }) => content ?? []);
  const found = await holdReferences(tx, contents);
  return values.flatMap(({ content, path }) => {
    if (content?.kind === 'REFERENCE' && !found.has(content.id))
      return [invalidField([...path, 'referenceId'], 'INVALID_VALUE', 'There is no such thing.')];
    if (content?.kind === 'FILE' && !found.has(content.mediaId))
      return [
        invalidField([...path, 'mediaId'], 'INVALID_VALUE', 'There is no such PDF document or picture.'),
      ];
    return [];
  });
}

/** Stores what is said from now on, tells all who keep something of the product, and adds the difference to the audit trail: last in its transaction. */
export async function saveValues(
  { newId, now }: Dependencies,
  { tx, send, product, types }: HeldValues,
  { gone, added, productTypeId, ...action }: ValuesChange,
): Promise<void> {
  await replaceValues(tx, product.id, { gone, added });
  await saveProductType(tx, { id: product.id, productTypeId });
  send(message(productChanged, { productId: product.id, changeId: newId() }));
  const stateOf = (typeId: string | null, values: ValuesPlan['gone']): AuditedState => ({
    productType: types.find(({ id }) => id === typeId)?.slug ?? null,
    values: auditedValues(values),
  });
  const states = { before: stateOf(product.productTypeId, gone), after: stateOf(productTypeId, added) };
  await recordStaffAction('products', { tx, send }, { ...action, ...states, target: product.id, at: now() });
}
