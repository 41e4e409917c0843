import type { StatementSample, Statements } from '@cartwright/database';
import { sql } from 'kysely';
import type { Image } from '../../media/door.ts';
import type { StockPolicy } from '../../stock/door.ts';
import type { Tables } from '../../tables.ts';
import type { ExportedProduct, ExportedVariant } from '../rules/exported-product.ts';
import { regularPrices } from './regular-prices.ts';

/** A variant as it is stored, with all that says how many pieces of it there are. */
interface StoredVariant
  extends Omit<ExportedVariant, 'unreserved'>, Pick<StockPolicy, 'safetyStock' | 'backorderLimit'> {
  readonly available: number;
}

/** A product as it is stored, with pictures whose addresses are still to be made. */
export interface StoredExport extends Omit<ExportedProduct, 'images' | 'variants'> {
  readonly variants: readonly StoredVariant[];
  readonly images: readonly Pick<Image, 'id' | 'key' | 'mediaId' | 'altText'>[];
}

/** What is at each location of a variant `v` with the stock `s`; at the default one is what is nowhere else. */
const levels = sql`
  SELECT jsonb_agg(jsonb_build_object('location', l.name, 'unreserved', CASE WHEN l.is_default
      THEN coalesce(s.available + s.safety_stock - s.backorder_limit, 0)
        - coalesce((SELECT sum(on_hand - reserved)::int4 FROM location_stock WHERE variant_id = v.id), 0)
      ELSE here.on_hand - here.reserved END) ORDER BY l.is_default DESC, l.priority, l.id)
  FROM stock_locations AS l LEFT JOIN location_stock AS here ON here.variant_id = v.id AND here.location_id = l.id
  WHERE l.is_default OR (l.active AND here.variant_id IS NOT NULL)`;

/** So many products behind one, in the order of their ids, whatever their status. A bundle has no pieces, neither in all nor anywhere. */
export async function readExportedProducts(
  db: Statements<Tables>,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<StoredExport[]> {
  const { rows } = await sql<StoredExport>`
    SELECT p.id, p.slug, p.name, p.description, p.description_html, p.brand, p.category_id, p.tags, p.tax_class, p.options, p.status, p.seo_title, p.seo_description,
      coalesce((
        SELECT jsonb_agg(jsonb_build_object('id', i.id, 'key', i.key, 'mediaId', i.media_id, 'altText', i.alt_text) ORDER BY i.position)
        FROM images AS i WHERE i.product_id = p.id
      ), '[]') AS images,
      coalesce((
        SELECT jsonb_agg(jsonb_build_object(
          'sku', v.sku, 'title', v.title, 'selectedOptions', v.selected_options, 'weightGrams', v.weight_grams, 'barcode', v.barcode,
          'lengthMm', v.length_mm, 'widthMm', v.width_mm, 'heightMm', v.height_mm, 'imageId', v.image_id,
          'available', CASE WHEN s.is_bundle THEN 0 ELSE coalesce(s.available, 0) END, 'safetyStock', coalesce(s.safety_stock, 0),
          'backorderLimit', coalesce(s.backorder_limit, 0), 'levels', CASE WHEN s.is_bundle THEN '[]' ELSE (${levels}) END, 'prices', (${regularPrices})
        ) ORDER BY v.position)
        FROM product_variants AS v LEFT JOIN stock AS s ON s.variant_id = v.id WHERE v.product_id = p.id
      ), '[]') AS variants
    FROM products AS p WHERE p.id > ${after}::uuid ORDER BY p.id LIMIT ${limit}`.execute(db);
  return rows;
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: readonly StatementSample<Tables>[] = [
  (db) => readExportedProducts(db, { after: '00000000-0000-0000-0000-000000000000', limit: 1 }),
];
