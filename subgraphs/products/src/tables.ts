import type { GeneratedAlways } from 'kysely';
import type { Tables as PrismaTables } from './generated/tables.ts';

/**
 * The tables of products. What Prisma's schema cannot say of them is said here: columns that PostgreSQL
 * fills itself.
 */
export interface Tables extends Omit<PrismaTables, 'brands' | 'products'> {
  brands: Omit<PrismaTables['brands'], 'nameKey'> & {
    /** The name without regard to case and blanks. */
    nameKey: GeneratedAlways<string>;
  };
  products: Omit<PrismaTables['products'], 'ratingAverage'> & {
    /** 0 without reviews; never null. */
    ratingAverage: GeneratedAlways<number>;
    /** What full-text search reads: a tsvector that triggers keep (see the migration `search_text`). */
    document: GeneratedAlways<string>;
  };
}
