import { sampleId } from '@cartwright/sample-data';
import type { TestProducts } from './start-test-products.ts';

/** A variant of a sample product, with what is available of it. */
export interface SampleStock {
  readonly id: string;
  readonly available: number;
}

/** The variants of the sample product with that number. */
export function variantsOf({ sql }: TestProducts, product: number): Promise<SampleStock[]> {
  return sql.$queryRawUnsafe<SampleStock[]>(
    `SELECT v.id, s.available FROM product_variants v JOIN stock s ON s.variant_id = v.id
     WHERE v.product_id = $1 ORDER BY v.position`,
    sampleId('product', product),
  );
}
