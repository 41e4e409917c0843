import { recordStaffAction } from '@cartwright/audit';
import { message, productChanged, type OutgoingMessage } from '@cartwright/events';
import { isId } from '@cartwright/graph';
import type { InvalidInput } from '@cartwright/input';
import {
  changeMetafields,
  checkByRules,
  readMetafieldChanges,
  referencesIn,
  refusedReferences,
  staffLimits,
  type ChangeMetafieldsOutcome,
  type GivenChanges,
} from '@cartwright/metafields';
import { brandChangedMessage } from '../../brands/door.ts';
import { categoriesChangedMessage } from '../../categories/door.ts';
import { collectionChangedMessage } from '../../collections/door.ts';
import type { Parts } from '../../parts.ts';
import { definitions } from '../repository/definitions.ts';
import { holdOwner, stores, type OwnerType } from '../repository/owners.ts';
import { findReferred } from '../repository/references.ts';

/** Which metafields of what are to be different. */
export interface SetCatalogueMetafields extends GivenChanges {
  readonly staffId: string;
  readonly ownerType: OwnerType;
  readonly ownerId: string;
}

/** What came of it. */
export type SetCatalogueMetafieldsOutcome =
  ChangeMetafieldsOutcome | { readonly kind: 'owner-not-found' } | InvalidInput;

/** Changes the metafields of something in the catalogue, tells those who keep answers, and adds it to the audit trail. */
export async function setCatalogueMetafields(
  { messaging, newId, now }: Pick<Parts, 'messaging' | 'newId' | 'now'>,
  { staffId, ownerType, ownerId, ...input }: SetCatalogueMetafields,
): Promise<SetCatalogueMetafieldsOutcome> {
  const read = readMetafieldChanges(input, staffLimits);
  if (read.kind === 'invalid-input') return read;
  if (!isId(ownerId)) return { kind: 'owner-not-found' };
  const { reason, ...given } = read.value;
  const store = stores[ownerType];
  return messaging.transact(async (tx, send) => {
    const owner = await holdOwner(tx, ownerType, ownerId);
    if (owner === undefined) return { kind: 'owner-not-found' };
    const checked = checkByRules(given, await definitions.hold(tx, ownerType, given.set));
    if (checked.kind === 'invalid-input') return checked;
    const changes = checked.value;
    const isThere = await findReferred(tx, referencesIn(changes.set));
    const absent = refusedReferences(changes.set, isThere);
    if (absent !== undefined) return absent;
    return changeMetafields({
      before: await store.readOf(tx, ownerId),
      changes,
      save: (metafields) => store.saveBeside(tx, ownerId, metafields),
      record: async (states) => {
        send(tellOf[ownerType](owner.shownWith, newId()));
        const action = { staffId, operation: 'catalogueMetafieldsSet', target: ownerId, reason, at: now() };
        await recordStaffAction('products', { tx, send }, { ...action, ...states });
      },
    });
  });
}

const ofProduct = (productId: string, changeId: string) => message(productChanged, { productId, changeId });

/** What ends the answers that are kept of an owner. */
const tellOf: Record<OwnerType, (id: string, changeId: string) => OutgoingMessage> = {
  PRODUCT: ofProduct,
  PRODUCT_VARIANT: ofProduct,
  CATEGORY: categoriesChangedMessage,
  COLLECTION: collectionChangedMessage,
  BRAND: brandChangedMessage,
};
