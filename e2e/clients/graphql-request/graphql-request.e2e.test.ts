import { ClientError, gql, GraphQLClient } from 'graphql-request';
import { describe, expect, inject, it } from 'vitest';

const url = inject('graphqlUrl');
const list = gql`
  query List($first: Int!) {
    products(first: $first) {
      nodes {
        id
      }
    }
  }
`;

describe('graphql-request', () => {
  it.each(['POST', 'GET'] as const)('asks by %s', async (method) => {
    const client = new GraphQLClient(url, { method });
    const answer: unknown = await client.request(list, { first: 2 });
    expect(answer).toMatchObject({ products: { nodes: [{}, {}] } });
  });

  it('tells why it was refused', async () => {
    const client = new GraphQLClient(url);
    const refused = client.request(gql`
      {
        orders {
          totalCount
        }
      }
    `);
    await expect(refused).rejects.toBeInstanceOf(ClientError);
    await expect(refused).rejects.toMatchObject({
      response: { errors: [{ path: ['orders'], extensions: { code: 'UNAUTHENTICATED' } }] },
    });
    await expect(
      client.request(gql`
        {
          nonsense
        }
      `),
    ).rejects.toMatchObject({
      response: { status: 400, errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] },
    });
  });

  it('gives data beside errors when it is told to', async () => {
    const client = new GraphQLClient(url, { errorPolicy: 'all' });
    const { data, errors } = await client.rawRequest<object>(gql`
      {
        orders {
          totalCount
        }
        products(first: 1) {
          nodes {
            id
          }
        }
      }
    `);
    expect(data).toMatchObject({ orders: null, products: { nodes: [{}] } });
    expect(errors).toHaveLength(1);
  });
});
