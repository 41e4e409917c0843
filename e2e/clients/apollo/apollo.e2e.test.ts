import { ApolloClient, gql, HttpLink, InMemoryCache, type TypedDocumentNode } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { filter, firstValueFrom, from } from 'rxjs';
import { describe, expect, inject, it } from 'vitest';
import { guest } from '../../support/shopper.ts';
import { possibleTypes } from '../support/api-files.ts';

const url = inject('graphqlUrl');

interface Page {
  readonly products: {
    readonly edges: readonly { readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly endCursor: string };
  };
}

const pageQuery = gql`
  query Page($after: String) {
    products(first: 3, after: $after) {
      edges {
        cursor
        node {
          id
          name
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`;

const addNothing: TypedDocumentNode<{ cartLinesAdd: { message?: string } }> = gql`
  mutation Add {
    cartLinesAdd(input: { cartId: "none", idempotencyKey: "apollo-add", lines: [] }) {
      ... on CartSuccess {
        cart {
          id
        }
      }
      ... on UserError {
        message
      }
    }
  }
`;

describe('Apollo Client', () => {
  it('makes one list of the pages that fetchMore brings', async () => {
    const client = new ApolloClient({
      link: new HttpLink({ uri: url }),
      cache: new InMemoryCache({
        typePolicies: { Query: { fields: { products: relayStylePagination(['category', 'sort']) } } },
      }),
    });
    const list = client.watchQuery<Page>({ query: pageQuery });
    const first = await firstValueFrom(from(list).pipe(filter(({ dataState }) => dataState === 'complete')));
    await list.fetchMore({ variables: { after: (first.data as Page).products.pageInfo.endCursor } });
    const { data: both } = list.getCurrentResult();
    const ids = (both as Page).products.edges.map(({ node }) => node.id);
    expect(ids).toHaveLength(6);
    expect(new Set(ids)).toHaveLength(6);
  });

  it('finds the message of any error by its interface when it knows the possible types', async () => {
    const { token = '' } = await guest(url);
    const client = new ApolloClient({
      link: new HttpLink({ uri: url, headers: { authorization: `Bearer ${token}` } }),
      cache: new InMemoryCache({ possibleTypes }),
    });
    const { data } = await client.mutate({ mutation: addNothing });
    expect(data?.cartLinesAdd.message).toEqual(expect.any(String));
  });
});
