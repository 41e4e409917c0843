import { anyOf, type StatementSample, type Transaction } from '@cartwright/database';
import type { StoredVariant } from '../../catalogue/door.ts';
import type { Image, MediaFile } from '../../media/door.ts';
import type { Tables } from '../../tables.ts';

/** Gives a locked product its next version. */
export async function raiseProductVersion(tx: Transaction<Tables>, id: string): Promise<void> {
  await tx
    .updateTable('products')
    .set((eb) => ({ version: eb('version', '+', eb.lit(1)) }))
    .where('id', '=', id)
    .execute();
}

/** A product's pictures in the order of its page. */
export function readGallery(tx: Transaction<Tables>, productId: string): Promise<Image[]> {
  return tx
    .selectFrom('images')
    .selectAll()
    .where('productId', '=', productId)
    .orderBy('position')
    .orderBy('id')
    .execute();
}

/** Files that were uploaded, which nobody takes away until the transaction ends. */
export function holdFiles(tx: Transaction<Tables>, ids: readonly string[]): Promise<MediaFile[]> {
  const files = tx.selectFrom('mediaFiles').selectAll().where('id', '=', anyOf(ids));
  return files.orderBy('id').forKeyShare().execute();
}

/** Stores pictures, new ones and what has become of others. */
export async function saveImages(tx: Transaction<Tables>, images: readonly Image[]): Promise<void> {
  if (images.length === 0) return;
  await tx
    .insertInto('images')
    .values([...images])
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        altText: eb.ref('excluded.altText'),
        position: eb.ref('excluded.position'),
      })),
    )
    .execute();
}

/** Takes pictures from a locked product and its variants; their files are unused from now on, unless others have them. */
export async function removeImages(
  tx: Transaction<Tables>,
  images: readonly Image[],
  at: Date,
): Promise<void> {
  const ids = images.map(({ id }) => id);
  if (ids.length === 0) return;
  await tx.updateTable('productVariants').set({ imageId: null }).where('imageId', '=', anyOf(ids)).execute();
  await tx.deleteFrom('images').where('id', '=', anyOf(ids)).execute();
  await releaseFiles(tx, images, at);
}

/** Notes of files that they are unused from now on, unless others have them. */
export async function releaseFiles(
  tx: Transaction<Tables>,
  users: readonly { readonly mediaId: string | null }[],
  at: Date,
): Promise<void> {
  const files = users.flatMap(({ mediaId }) => mediaId ?? []);
  if (files.length === 0) return;
  const held = tx.selectFrom('mediaFiles').select('id').where('id', '=', anyOf(files));
  await held.orderBy('id').forNoKeyUpdate().execute();
  await tx.updateTable('mediaFiles').set({ releasedAt: at }).where('id', '=', anyOf(files)).execute();
}

/** A variant as it is stored; undefined when there is none of that id. */
export function findVariant(tx: Transaction<Tables>, id: string): Promise<StoredVariant | undefined> {
  return tx.selectFrom('productVariants').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Says which picture shows a variant of a locked product. */
export async function saveVariantImage(
  tx: Transaction<Tables>,
  variantId: string,
  imageId: string | null,
): Promise<void> {
  await tx.updateTable('productVariants').set({ imageId }).where('id', '=', variantId).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => holdFiles(tx, ['']),
  (tx) =>
    saveImages(tx, [
      {
        id: '',
        productId: '',
        key: '',
        altText: '',
        width: 1,
        height: 1,
        placeholder: null,
        position: 0,
        mediaId: '',
      },
    ]),
];
