import { sampleId } from '@cartwright/sample-data';
import { v7 as uuidv7 } from 'uuid';
import { mutate } from './mutate.ts';
import type { TestProducts } from './start-test-products.ts';

/** A customer whom nothing is known of as yet. */
export const newCustomer = () => ({ id: uuidv7(), role: 'CUSTOMER' as const });

/** A review that a new customer has written of a sample product. */
export async function newReview(products: TestProducts) {
  const author = newCustomer();
  const created = await mutate(products, author, {
    name: 'reviewCreate',
    input: { productId: sampleId('product', 3), rating: 4, title: 'Solid', body: 'Does what it should.' },
    selection: '... on ReviewCreateSuccess { review { id } }',
  });
  const { id } = created['review'] as { readonly id: string };
  return { author, id };
}
