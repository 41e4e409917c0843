import type { StatementSample, Transaction } from '@cartwright/database';
import { metafieldStore } from '@cartwright/metafields';
import type { Metafield } from '@cartwright/metafields/rules';
import { sql } from 'kysely';
import type { Tables } from '../../tables.ts';
import { metafieldsOfBoth } from '../rules/metafields-of-both.ts';
import type { Brand } from './brands.ts';

type Named = Pick<Brand, 'id' | 'slug' | 'isShown'>;

/** Has the addresses of a brand lead to another one: that of its page, where shoppers saw it, and those that led there. */
export async function takeAddresses(tx: Transaction<Tables>, from: Named, into: Named): Promise<void> {
  // What the other brand's page is called leads there by itself.
  await tx
    .deleteFrom('urlRedirects')
    .where('kind', '=', 'BRAND')
    .where('source', '=', into.slug)
    .where('targetId', '=', from.id)
    .execute();
  await tx.updateTable('urlRedirects').set({ targetId: into.id }).where('targetId', '=', from.id).execute();
  if (!from.isShown) return;
  await sql`
    INSERT INTO url_redirects (kind, source, target_id) VALUES ('BRAND', ${from.slug}, ${into.id}::uuid)
    ON CONFLICT (kind, source) DO UPDATE SET target_id = excluded.target_id, created_at = excluded.created_at`.execute(
    tx,
  );
}

/** Gives a brand the logo of another one, where it has none. */
export async function takeLogo(tx: Transaction<Tables>, fromId: string, intoId: string): Promise<void> {
  await tx
    .updateTable('brandLogos')
    .set({ brandId: intoId })
    .where('brandId', '=', fromId)
    .where(sql<boolean>`NOT EXISTS (SELECT FROM brand_logos AS own WHERE own.brand_id = ${intoId}::uuid)`)
    .execute();
}

/**
 * Gives a brand what another one has of metafields by names that it has none by. Nobody else changes either meanwhile.
 * @returns what it does not get
 */
export async function takeMetafields(
  tx: Transaction<Tables>,
  fromId: string,
  intoId: string,
): Promise<readonly Metafield[]> {
  const store = metafieldStore<Tables>('brandMetafields');
  const [own, others] = [await store.readOf(tx, intoId), await store.readOf(tx, fromId)];
  const { kept, dropped } = metafieldsOfBoth(own, others);
  if (others.length > 0) await store.saveBeside(tx, intoId, kept);
  return dropped;
}

const noId = '00000000-0000-7000-8000-000000000000';
const none = { id: noId, slug: '', isShown: true };
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (tx) => takeAddresses(tx, none, none),
  (tx) => takeLogo(tx, noId, noId),
  (tx) => takeMetafields(tx, noId, noId),
];
