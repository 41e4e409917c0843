import { recordStaffAction } from '@cartwright/audit';
import type { Transaction } from '@cartwright/database';
import { isId } from '@cartwright/graph';
import { invalidField, invalidInput, type InvalidInput } from '@cartwright/input';
import type { Targets } from '@cartwright/outbound';
import type { Parts } from '../../parts.ts';
import { lockPublication } from '../../publishing/door.ts';
import type { Tables } from '../../tables.ts';
import { insertFetches, variantsOfProduct } from '../repository.ts';
import { readPictures, type AddressedPicture, type WantedPicture } from '../fetch-input.ts';
import type { PictureFetch } from '../rules/picture-fetch.ts';

/** What pictures are asked for with. */
export interface Dependencies extends Pick<Parts, 'messaging' | 'newId' | 'now'> {
  readonly targets: Targets;
  /** Whether the store takes files at all. */
  readonly takesFiles: boolean;
}

/** Pictures that a member of the staff wants a product to have. */
export interface AskForPictures {
  readonly staffId: string;
  readonly productId: string;
  readonly pictures: readonly AddressedPicture[];
  readonly reason?: string | null | undefined;
}

/** What came of it. */
export type AskForPicturesOutcome =
  | { readonly kind: 'asked'; readonly fetches: readonly PictureFetch[] }
  | { readonly kind: 'no-storage' }
  | { readonly kind: 'not-found' }
  | InvalidInput;

/** Has pictures fetched for a product, with an entry in the audit trail; nothing is recorded where the product has them all. */
export async function askForPictures(
  dependencies: Dependencies,
  { staffId, productId, ...input }: AskForPictures,
): Promise<AskForPicturesOutcome> {
  const { messaging, newId, now, targets, takesFiles } = dependencies;
  if (!takesFiles) return { kind: 'no-storage' };
  const read = readPictures(input, targets);
  if (read.kind === 'invalid-input') return read;
  if (!isId(productId)) return { kind: 'not-found' };
  const { pictures, reason } = read.value;
  return messaging.transact<AskForPicturesOutcome>(async (tx, send) => {
    if ((await lockPublication(tx, productId)) === undefined) return { kind: 'not-found' };
    const fault = await variantFault(tx, productId, pictures);
    if (fault !== undefined) return fault;
    const why = { staffId, reason, importId: null };
    const fetches = await requestPictures(tx, { newId, now }, [{ productId, pictures, ...why }]);
    if (fetches.length === 0) return { kind: 'asked', fetches };
    await recordStaffAction(
      'products',
      { tx, send },
      {
        ...{ staffId, operation: 'productImagesFetch', target: productId, reason, at: now() },
        ...{ before: null, after: { pictures: fetches.map(({ url, altText }) => ({ url, altText })) } },
      },
    );
    return { kind: 'asked', fetches };
  });
}

async function variantFault(
  tx: Transaction<Tables>,
  productId: string,
  pictures: readonly WantedPicture[],
): Promise<InvalidInput | undefined> {
  const named = pictures.flatMap(({ variantIds }) => variantIds);
  const known = await variantsOfProduct(tx, productId, named.filter(isId));
  const faults = pictures.flatMap(({ variantIds }, index) =>
    variantIds.every((id) => known.has(id))
      ? []
      : invalidField(
          ['pictures', String(index), 'variantIds'],
          'INVALID_VALUE',
          'The product has no such variant.',
        ),
  );
  return faults.length === 0 ? undefined : invalidInput(...faults);
}

/** Pictures that a locked product is to have, and who says so. */
export interface RequestPictures extends Pick<PictureFetch, 'productId' | 'staffId' | 'reason' | 'importId'> {
  readonly pictures: readonly WantedPicture[];
}

/** Has pictures fetched that have been read before, of each product in their order. @returns those that are not there or on their way already */
export function requestPictures(
  tx: Transaction<Tables>,
  { newId, now }: Pick<Dependencies, 'newId' | 'now'>,
  requests: readonly RequestPictures[],
): Promise<PictureFetch[]> {
  const createdAt = now();
  const fetches = requests.flatMap(({ pictures, ...about }) =>
    pictures.map((picture) => ({ ...picture, ...about, id: newId(), createdAt })),
  );
  const once = new Map(fetches.map((fetch) => [`${fetch.productId} ${fetch.url}`, fetch]));
  return insertFetches(tx, [...once.values()]);
}
