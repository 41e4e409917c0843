import type { GeneratedAlways } from 'kysely';
import type { Tables as PrismaTables } from './generated/tables.ts';

/**
 * The tables of products. What Prisma's schema cannot say of them is said here: columns that PostgreSQL generates, and
 * the materialised views that searches read.
 */
export interface Tables extends Omit<PrismaTables, 'products'> {
  products: Omit<PrismaTables['products'], 'ratingAverage'> & {
    /** 0 without reviews; never null. */
    ratingAverage: GeneratedAlways<number>;
    /** What full-text search reads: a tsvector of name (A), brand and keywords (B) and description (D). */
    document: GeneratedAlways<string>;
  };
  /** The words that buyers may have meant, with the number of products that use each: what spelling is corrected against. */
  searchWords: { word: string; products: number };
  /** Every word that some product can be found by, as stems: what needs no correction. */
  searchLexemes: { lexeme: string };
}
