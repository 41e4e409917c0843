import { anyOf, keyedRead, type StatementSample, type Statements } from '@cartwright/database';
import { byKey, isId } from '@cartwright/graph';
import { sql, type Selectable } from 'kysely';
import type { Tables } from '../../tables.ts';

/** A picture of a product; `key` is what the original is found by. */
export type Image = Selectable<Tables['images']>;

/** What a picture is shown by, of a product, in a review, of a brand or of an attribute. */
export type Picture = Omit<Image, 'productId' | 'position'> & {
  /** Of a photo in a review. */
  readonly reviewId?: string;
};

/** A picture by its id, of a product, of one of its videos or its attributes, in a review or of a brand; null where there is none. */
export async function findPicture(db: Statements<Tables>, id: string): Promise<Picture | null> {
  if (!isId(id)) return null;
  const [image] = await imagesByIds(db, [id]);
  if (image !== undefined) return image;
  const photo = await db.selectFrom('reviewPhotos').selectAll().where('id', '=', id).executeTakeFirst();
  const poster = photo ?? (await postersOf(db).where('poster.id', '=', id).executeTakeFirst());
  return poster ?? (await findLogo(db, id)) ?? (await findOfAttribute(db, id)) ?? null;
}

/** It is known by the value that says it. */
function findOfAttribute(db: Statements<Tables>, id: string): Promise<Picture | undefined> {
  return db
    .selectFrom('attributeValues as v')
    .innerJoin('mediaFiles as file', 'file.id', 'v.mediaId')
    .innerJoin('attributeDefinitions as definition', 'definition.id', 'v.definitionId')
    .select(['v.id', 'v.mediaId', 'file.storageKey as key', 'file.placeholder'])
    .select((eb) => [
      eb.ref('file.width').$notNull().as('width'),
      eb.ref('file.height').$notNull().as('height'),
      'definition.name as altText',
    ])
    .where('v.id', '=', id)
    .where('file.width', 'is not', null)
    .executeTakeFirst();
}

function findLogo(db: Statements<Tables>, id: string) {
  return db
    .selectFrom('brandLogos as logo')
    .innerJoin('brands as b', 'b.id', 'logo.brandId')
    .selectAll('logo')
    .select('b.name as altText')
    .where('logo.id', '=', id)
    .executeTakeFirst();
}

/** Pictures that stand for videos and 3D models, which are read out as these are. */
export function postersOf(db: Statements<Tables>) {
  return db
    .selectFrom('mediaPosters as poster')
    .innerJoin('productMedia as medium', 'medium.id', 'poster.productMediaId')
    .select(['poster.id', 'poster.key', 'poster.width', 'poster.height', 'poster.placeholder'])
    .select(['poster.mediaId', 'medium.altText']);
}

const imagesByIds = keyedRead((db: Statements<Tables>, ids: readonly string[]) =>
  db.selectFrom('images').selectAll().where('id', '=', anyOf(ids)),
);

/** The reads of one operation, gathered into one statement; an id of nothing gives null. */
export function imageLoaders(db: Statements<Tables>) {
  return {
    image: byKey(
      (ids) => imagesByIds(db, ids.filter(isId)),
      ({ id }: Image) => id,
    ),
  };
}

/** A picture's placeholder. */
export interface Placeholder {
  readonly id: string;
  /** A `data:` URL. */
  readonly placeholder: string;
}

/** Stores placeholders of pictures that have none; rows that another request is writing to, or whose product is being written, are left. */
export async function savePlaceholders(
  db: Statements<Tables>,
  placeholders: readonly Placeholder[],
): Promise<void> {
  const made = sql<Placeholder>`jsonb_to_recordset(${JSON.stringify(placeholders)}::jsonb)`.as<'made'>(
    sql`made(id uuid, placeholder text)`,
  );
  await db
    .with(
      (cte) => cte('free').materialized(),
      (qb) =>
        qb
          .selectFrom('images')
          .innerJoin('products', 'products.id', 'images.productId')
          .select('images.id')
          .where('images.id', '=', anyOf(placeholders.map(({ id }) => id)))
          .where('placeholder', 'is', null)
          .forNoKeyUpdate()
          .skipLocked(),
    )
    .with('inReviews', (qb) =>
      qb
        .updateTable('reviewPhotos')
        .from(made)
        .set((eb) => ({ placeholder: eb.ref('made.placeholder') }))
        .whereRef('reviewPhotos.id', '=', 'made.id'),
    )
    .with('ofBrands', (qb) =>
      qb
        .updateTable('brandLogos')
        .from(made)
        .set((eb) => ({ placeholder: eb.ref('made.placeholder') }))
        .whereRef('brandLogos.id', '=', 'made.id'),
    )
    .with('ofPosters', (qb) =>
      qb
        .updateTable('mediaPosters')
        .from(made)
        .set((eb) => ({ placeholder: eb.ref('made.placeholder') }))
        .whereRef('mediaPosters.id', '=', 'made.id'),
    )
    .with('ofAttributes', (qb) =>
      qb
        .updateTable('mediaFiles')
        .from(made)
        .innerJoin('attributeValues as v', 'v.id', 'made.id')
        .set((eb) => ({ placeholder: eb.ref('made.placeholder') }))
        .whereRef('mediaFiles.id', '=', 'v.mediaId')
        .where('mediaFiles.width', 'is not', null),
    )
    .updateTable('images')
    .from(made)
    .innerJoin('free', 'free.id', 'made.id')
    .set((eb) => ({ placeholder: eb.ref('made.placeholder') }))
    .whereRef('images.id', '=', 'made.id')
    .execute();
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (tx) => savePlaceholders(tx, [{ id: '', placeholder: '' }]),
];
