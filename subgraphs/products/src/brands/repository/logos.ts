import {
  anyOf,
  keyedRead,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import type { Insertable } from 'kysely';
import type { MediaFile } from '../../media/door.ts';
import type { Tables } from '../../tables.ts';

/** The logos of brands, with the brand's name for who does not see them. */
export const logosOfBrands = keyedRead((db: Statements<Tables>, brandIds: readonly string[]) =>
  db
    .selectFrom('brandLogos as logo')
    .innerJoin('brands as b', 'b.id', 'logo.brandId')
    .selectAll('logo')
    .select('b.name as altText')
    .where('logo.brandId', '=', anyOf(brandIds)),
);

/** A logo as it is shown. */
export type Logo = Awaited<ReturnType<typeof logosOfBrands>>[number];

/** A logo that is not there yet. */
export type NewLogo = Omit<Insertable<Tables['brandLogos']>, 'placeholder'>;

/** The file of a brand's logo; null where it has none, or one that is drawn. */
export async function findLogoFile(tx: Transaction<Tables>, brandId: string): Promise<string | null> {
  const logo = await tx
    .selectFrom('brandLogos')
    .select('mediaId')
    .where('brandId', '=', brandId)
    .executeTakeFirst();
  return logo?.mediaId ?? null;
}

/** A picture that was uploaded, which nobody takes away until the transaction ends; undefined where there is none of that id. */
export function holdPicture(tx: Transaction<Tables>, id: string): Promise<MediaFile | undefined> {
  return tx
    .selectFrom('mediaFiles')
    .selectAll()
    .where('id', '=', id)
    .where('width', 'is not', null)
    .forKeyShare()
    .executeTakeFirst();
}

/** Gives a brand another logo, or none: what it had is unused from then on, unless others have it. */
export async function replaceLogo(
  tx: Transaction<Tables>,
  brandId: string,
  logo: NewLogo | null,
): Promise<void> {
  await tx.deleteFrom('brandLogos').where('brandId', '=', brandId).execute();
  if (logo !== null) await tx.insertInto('brandLogos').values(logo).execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => logosOfBrands(db, ['']),
  (tx) => holdPicture(tx, ''),
];
