import { createSession, ProductsDocument, type ProductsQuery } from '@cartwright/client';
import { createApolloClient } from '@cartwright/client/apollo';
import { createUrqlClient } from '@cartwright/client/urql';

type Card = NonNullable<ProductsQuery['products']>['edges'][number]['node'];

/** The first names of the catalogue, as Apollo Client and urql read them. */
export async function firstNames(url: string): Promise<{ apollo: string[]; urql: string[] }> {
  const session = createSession({ url });
  const variables = { first: 2, sort: 'NAME' } as const;
  const apollo = await createApolloClient({ session }).query({ query: ProductsDocument, variables });
  const urql = await createUrqlClient({ session }).query(ProductsDocument, variables);
  return { apollo: namesOf(apollo.data), urql: namesOf(urql.data) };
}

function namesOf(data: ProductsQuery | undefined): string[] {
  return (data?.products?.edges ?? []).map(({ node }: { node: Card }) => node.name);
}

/** Never called: what the compiler has to refuse. */
export async function refused(url: string): Promise<void> {
  const session = createSession({ url });
  // @ts-expect-error -- a page has a number of entries
  await createApolloClient({ session }).query({ query: ProductsDocument, variables: { first: 'two' } });
  // @ts-expect-error -- there is no such order of products
  await createUrqlClient({ session }).query(ProductsDocument, { sort: 'COLOUR' });
}
