import type { GraphqlClient } from './graphql-client.ts';
import { mutate } from './mutate.ts';

/** Reviews a product for a customer; gives the id of the review. */
export async function writeReview(customer: GraphqlClient, productId: string): Promise<string> {
  const { review } = await mutate<{ readonly review: { readonly id: string } }>(customer, {
    name: 'reviewCreate',
    input: { productId, rating: 4, title: 'Solid', body: 'Does what it should.' },
    select: '... on ReviewCreateSuccess { review { id } }',
  });
  return review.id;
}
