import { cacheExchange, Client, fetchExchange, gql } from 'urql';
import { describe, expect, inject, it } from 'vitest';
import { guest } from '../../support/shopper.ts';

const url = inject('graphqlUrl');

describe('urql', () => {
  it('asks and changes with its defaults', async () => {
    const { token = '' } = await guest(url);
    const client = new Client({
      url,
      exchanges: [cacheExchange, fetchExchange],
      fetchOptions: { headers: { authorization: `Bearer ${token}` } },
    });
    const list = await client.query(
      gql`
        query List {
          products(first: 2) {
            nodes {
              id
              name
            }
          }
        }
      `,
      {},
    );
    expect(list.error).toBeUndefined();
    expect(list.data).toMatchObject({ products: { nodes: [{}, {}] } });

    const create = gql`
      mutation Create($key: String!) {
        cartCreate(input: { idempotencyKey: $key }) {
          ... on CartSuccess {
            cart {
              id
            }
          }
        }
      }
    `;
    const created = await client.mutation(create, { key: crypto.randomUUID() });
    expect(created.data).toMatchObject({ cartCreate: { cart: { id: expect.any(String) as string } } });
    const cart = await client.query(
      gql`
        query Cart {
          cart {
            id
          }
        }
      `,
      {},
    );
    expect(cart.data).toMatchObject({ cart: { id: (created.data as Created).cartCreate.cart.id } });
  });
});

interface Created {
  readonly cartCreate: { readonly cart: { readonly id: string } };
}
