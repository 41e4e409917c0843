import {
  anyOf,
  keyedRead,
  type StatementSample,
  type Statements,
  type Transaction,
} from '@cartwright/database';
import type { Selectable } from 'kysely';
import { isPlayed, type Picture, type PlayedType } from '../../media/door.ts';
import type { Tables } from '../../tables.ts';
import type { ExternalVideo } from '../rules/external-video.ts';
import type { ListedMedium, Poster } from '../rules/listed-medium.ts';

interface Shown {
  readonly id: string;
  readonly productId: string;
  readonly altText: string;
  readonly picturesBefore: number;
  readonly poster: Picture | null;
}

/** A file that players and viewers load. */
export interface ShownFile extends Shown {
  readonly kind: 'VIDEO' | 'MODEL';
  readonly mediaType: PlayedType;
  readonly byteSize: number;
}

/** A video that somebody else shows. */
export interface ShownVideo extends Shown, ExternalVideo {
  readonly kind: 'EXTERNAL_VIDEO';
}

/** A video or a 3D model as it is shown. */
export type ShownMedium = ShownFile | ShownVideo;

/** Videos and 3D models of products in the order of their pages. */
export async function shownMediaOf(
  db: Statements<Tables>,
  productIds: readonly string[],
): Promise<ShownMedium[]> {
  return (await rowsOf(db, productIds)).flatMap((row) => shown(row) ?? []);
}

const rowsOf = keyedRead((db: Statements<Tables>, productIds: readonly string[]) =>
  db
    .selectFrom('productMedia as medium')
    .leftJoin('mediaFiles as file', 'file.id', 'medium.mediaId')
    .leftJoin('mediaPosters as poster', 'poster.productMediaId', 'medium.id')
    .selectAll('medium')
    .select(['file.mediaType', 'file.byteSize'])
    .select(['poster.id as posterId', 'poster.mediaId as posterMediaId', 'poster.key as posterKey'])
    .select(['poster.width as posterWidth', 'poster.height as posterHeight', 'poster.placeholder'])
    .where('medium.productId', '=', anyOf(productIds))
    .orderBy('medium.productId')
    .orderBy('medium.position'),
);

type Row = Awaited<ReturnType<typeof rowsOf>>[number];

function shown(row: Row): ShownMedium | undefined {
  const { id, productId, altText, picturesBefore, kind, host, videoId, mediaType, byteSize } = row;
  const common = { id, productId, altText, picturesBefore, poster: posterOf(row) };
  if (kind === 'EXTERNAL_VIDEO')
    return host === null || videoId === null ? undefined : { ...common, kind, host, videoId };
  return mediaType === null || byteSize === null || !isPlayed(mediaType)
    ? undefined
    : { ...common, kind, mediaType, byteSize };
}

function posterOf({ altText, placeholder, ...row }: Row): Picture | null {
  const { posterId: id, posterMediaId: mediaId, posterKey: key, posterWidth, posterHeight } = row;
  if (id === null || key === null || posterWidth === null || posterHeight === null) return null;
  return { id, mediaId, key, altText, width: posterWidth, height: posterHeight, placeholder };
}

/** A locked product's videos and 3D models as they are stored. */
export async function readMediaList(tx: Transaction<Tables>, productId: string): Promise<ListedMedium[]> {
  const media = tx.selectFrom('productMedia').selectAll().where('productId', '=', productId);
  const rows = await media.orderBy('position').orderBy('id').execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const ofThem = tx.selectFrom('mediaPosters').selectAll().where('productMediaId', '=', anyOf(ids));
  const posters = new Map((await ofThem.execute()).map((poster) => [poster.productMediaId, poster]));
  return rows.map((row) => ({ ...row, poster: posters.get(row.id) ?? null }));
}

/** Takes videos and 3D models, and pictures that stand for some, from a locked product. */
export async function removeMedia(
  tx: Transaction<Tables>,
  { media, posters }: { readonly media: readonly ListedMedium[]; readonly posters: readonly Poster[] },
): Promise<void> {
  const [mediaIds, posterIds] = [media.map(({ id }) => id), posters.map(({ id }) => id)];
  if (posterIds.length > 0) await tx.deleteFrom('mediaPosters').where('id', '=', anyOf(posterIds)).execute();
  if (mediaIds.length > 0) await tx.deleteFrom('productMedia').where('id', '=', anyOf(mediaIds)).execute();
}

/** Stores videos and 3D models, new ones and what has become of others. */
export async function saveMedia(tx: Transaction<Tables>, media: readonly ListedMedium[]): Promise<void> {
  if (media.length === 0) return;
  await tx
    .insertInto('productMedia')
    .values(media.map(rowOf))
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet((eb) => ({
        altText: eb.ref('excluded.altText'),
        picturesBefore: eb.ref('excluded.picturesBefore'),
        position: eb.ref('excluded.position'),
      })),
    )
    .execute();
  const posters = media.flatMap(({ poster }) => poster ?? []);
  if (posters.length === 0) return;
  const fresh = tx.insertInto('mediaPosters').values(posters);
  await fresh.onConflict((conflict) => conflict.column('id').doNothing()).execute();
}

function rowOf(medium: ListedMedium): Selectable<Tables['productMedia']> {
  const { id, productId, kind, mediaId, host, videoId, altText, picturesBefore, position } = medium;
  return { id, productId, kind, mediaId, host, videoId, altText, picturesBefore, position };
}

const noId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [
  (db) => shownMediaOf(db, [noId]),
  (tx) => readMediaList(tx, noId),
];
