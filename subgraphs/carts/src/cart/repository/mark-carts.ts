import type { Statements, StatementSample } from '@cartwright/database';
import { sql } from 'kysely';
import type { Tables } from '../../generated/tables.ts';
import { rowVersion } from './read-carts.ts';

/** What is known of a cart without reading it. */
export interface CartMark {
  /** The id by which it was asked for. */
  readonly askedId: string;
  /** Another one whenever something of the cart may show otherwise than before. */
  readonly mark: string;
  /** How many lines it has. */
  readonly lines: number;
}

/** Price lists that say something of a variant, or of a part of a bundle. */
const listPricesOf = (variantId: 'v.variant_id' | 'part.variant_id') => sql`(
  select string_agg(concat(pp.price_list_id, pp.xmin), ' ' order by pp.price_list_id)
  from price_list_prices pp where pp.variant_id = ${sql.ref(variantId)})`;

const partsOf = sql`case when v.bundle_parts <> '[]' then (
  select string_agg(concat(part.variant_id, part.xmin, ${listPricesOf('part.variant_id')}), ' ' order by share.place)
  from jsonb_array_elements(v.bundle_parts) with ordinality as share (share, place)
  left join variants part on part.variant_id = (share.share ->> 'variantId')::uuid) end`;

/**
 * The marks of the carts of these ids, in any order; ids that no cart has are left out. They are made of the versions of all rows that `findCarts`
 * reads, but for stock, of which shows how much of a line there is, for prices, which change with their variants alone, and for promotions, whose version
 * stands for them, and how often they were used. What is frozen for an order
 * shows otherwise once it was frozen before `expiredBefore`.
 */
export async function markCarts(
  db: Statements<Tables>,
  { ids, expiredBefore }: { readonly ids: readonly string[]; readonly expiredBefore: Date },
): Promise<readonly CartMark[]> {
  const { rows } = await markStatement(ids, expiredBefore).execute(db);
  return rows;
}

/** What `markCarts` sends. */
export function markStatement(ids: readonly string[], expiredBefore: Date) {
  return sql<CartMark>`
    with lists as (
      select currency, md5(string_agg(concat(id, xmin), ' ' order by id)) as mark from price_lists group by currency)
    select asked.id as asked_id, lines.count::int as lines,
      concat_ws(' ', c.id, ${rowVersion}, coalesce(owner.xmin::text, '-'), coalesce(lists.mark, '-'), coalesce(lines.mark, '-'),
        coalesce(exemption.xmin::text, '-'),
        c.status = 'CHECKING_OUT' and not c.freeze_confirmed and c.frozen_at < ${expiredBefore}) as mark
    from unnest(${ids}::uuid[]) asked (id)
    left join merged_carts m on m.id = asked.id
    join carts c on c.id = coalesce(m.into_cart_id, asked.id)
    left join customers owner on owner.customer_id = c.owner_id
    left join customer_tax_exemptions exemption on exemption.customer_id = c.owner_id
    left join lists on lists.currency = c.currency
    cross join lateral (
      select count(*), md5(string_agg(concat_ws(' ', v.variant_id, v.xmin, coalesce(traits.xmin::text, '-'), coalesce(${listPricesOf('v.variant_id')}, '-'),
        coalesce(${partsOf}, '-'), case when s.available is null then '-' else least(s.available, l.quantity)::text end), ',' order by l.id)) as mark
      from cart_lines l
      join variants v on v.variant_id = l.variant_id
      left join product_traits traits on traits.product_id = v.product_id
      left join variant_stock s on s.variant_id = l.variant_id
      where l.cart_id = c.id) lines`;
}

const sampleId = '00000000-0000-7000-8000-000000000000';
/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples = [
  (tx) => markCarts(tx, { ids: [sampleId], expiredBefore: new Date(0) }),
] satisfies StatementSample<Tables>[];
