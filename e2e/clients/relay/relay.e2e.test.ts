import { cpSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  commitMutation,
  createOperationDescriptor,
  fetchQuery,
  getFragment,
  getSelector,
  requestSubscription,
  type ConcreteRequest,
  type Environment,
  type ReaderFragment,
  type Variables,
} from 'relay-runtime';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { graphqlClient } from '../../support/graphql-client.ts';
import { findVariant, guest } from '../../support/shopper.ts';
import { schemaFile } from '../support/api-files.ts';
import { orderOfGuest } from '../support/order-of-guest.ts';
import { copyProject, type ProjectCopy } from '../support/project-copy.ts';
import { relayEnvironment } from './environment.ts';

const url = inject('graphqlUrl');
let project: ProjectCopy;
beforeAll(async () => {
  project = copyProject(new URL('project/', import.meta.url));
  cpSync(schemaFile, path.join(project.directory, 'schema.graphql'));
  await project.run('relay-compiler');
});
afterAll(() => project[Symbol.dispose]());

/** What the compiler made of an operation or a fragment. */
async function artifact<Kind>(name: string): Promise<Kind> {
  const file = path.join(project.directory, 'src/__generated__', `${name}.graphql.js`);
  const made = (await import(pathToFileURL(file).href)) as { default: Kind };
  return made.default;
}

/** What a component with the fragment would be given. */
async function readList(environment: Environment, variables: Variables): Promise<string[]> {
  const request = await artifact<ConcreteRequest>('shopPageQuery');
  const fragment = getFragment(await artifact<ReaderFragment>('shopProducts'));
  const operation = createOperationDescriptor(request, variables);
  const root = environment.lookup(operation.fragment).data;
  const selector = getSelector(fragment, root);
  if (selector.kind !== 'SingularReaderSelector') throw new Error('The fragment is not part of the query.');
  const { products } = environment.lookup(selector).data as unknown as Products;
  return products.edges.map(({ node }) => node.id);
}

interface Products {
  readonly products: {
    readonly edges: readonly { readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean };
  };
}

describe('Relay', () => {
  it('makes one list of the pages of a connection', async () => {
    const environment = relayEnvironment(url);
    const request = await artifact<ConcreteRequest>('shopPageQuery');
    const next = await artifact<ConcreteRequest>('shopProductsRefetchQuery');
    await fetchQuery(environment, request, { first: 3 }).toPromise();
    expect(await readList(environment, { first: 3 })).toHaveLength(3);
    const after = await endCursor(environment);
    await fetchQuery(environment, next, { first: 3, after }).toPromise();
    const ids = await readList(environment, { first: 3 });
    expect(ids).toHaveLength(6);
    expect(new Set(ids)).toHaveLength(6);
  });

  it('asks for a product of a page again by its id', async () => {
    const environment = relayEnvironment(url);
    const page = await artifact<ConcreteRequest>('shopProductPageQuery');
    const again = await artifact<ConcreteRequest>('shopProductRefetchQuery');
    const { slug, name } = await findVariant(graphqlClient(url), 1);
    const seen = (await fetchQuery(environment, page, { slug }).toPromise()) as ProductPage;
    const { id } = seen.product;
    environment.commitUpdate((store) => store.get(id)?.setValue('Stale', 'name'));
    expect(nameIn(environment, id)).toBe('Stale');
    await fetchQuery(environment, again, { id }).toPromise();
    expect(nameIn(environment, id)).toBe(name);
  });

  it('asks for an order of a guest again by its id, which no other guest finds', async () => {
    const { orderId, token } = await orderOfGuest(url);
    const again = await artifact<ConcreteRequest>('shopOrderRefetchQuery');
    const environment = relayEnvironment(url, token);
    await fetchQuery(environment, again, { id: orderId }).toPromise();
    expect(environment.getStore().getSource().get(orderId)).toMatchObject({
      __typename: 'Order',
      number: expect.stringMatching(/^CW-/) as string,
    });
    const other = relayEnvironment(url, (await guest(url)).token);
    await fetchQuery(other, again, { id: orderId }).toPromise();
    expect(other.getStore().getSource().get(orderId)).toBeUndefined();
  });

  it('keeps facets apart', async () => {
    const environment = relayEnvironment(url);
    const search = await artifact<ConcreteRequest>('shopSearchQuery');
    const seen = await fetchQuery(environment, search, { input: { query: '' } }).toPromise();
    const text =
      '{ productSearch(input: { query: "" }) { facets { code label values { value label count selected } } } }';
    expect(seen).toEqual(await graphqlClient(url).ask(text));
  });

  it('finds the message of an error by its interface', async () => {
    const { token } = await guest(url);
    const mutation = await artifact<ConcreteRequest>('shopAddLinesMutation');
    const input = { cartId: 'none', idempotencyKey: crypto.randomUUID(), lines: [] };
    const answer = await new Promise((resolve, reject) => {
      commitMutation(relayEnvironment(url, token), {
        mutation,
        variables: { input },
        onCompleted: resolve,
        onError: reject,
      });
    });
    expect(answer).toMatchObject({ cartLinesAdd: { message: expect.any(String) as string } });
  });

  it('follows an order', async () => {
    const { orderId, token } = await orderOfGuest(url);
    const subscription = await artifact<ConcreteRequest>('shopFollowSubscription');
    await new Promise<void>((resolve, reject) => {
      requestSubscription(relayEnvironment(url, token), {
        subscription,
        variables: { orderId },
        onNext: (step) => {
          if ((step as Step).orderStatusChanged.status === 'CONFIRMED') resolve();
        },
        onError: reject,
      });
    });
  });
});

interface ProductPage {
  readonly product: { readonly id: string };
}

/** The name that the store of the environment has of a product. */
function nameIn(environment: Environment, id: string): unknown {
  return (environment.getStore().getSource().get(id) as { readonly name?: unknown } | null)?.name;
}

interface Step {
  readonly orderStatusChanged: { readonly status: string };
}

/** The cursor that the store of the environment keeps for the connection. */
function endCursor(environment: Environment): Promise<string> {
  const records = environment.getStore().getSource();
  const pages = records
    .getRecordIDs()
    .filter((id) => id.endsWith('__shop_products_connection(sort:"NAME"):pageInfo'));
  const cursor = (records.get(pages[0] ?? '') as { endCursor?: unknown } | null)?.endCursor;
  if (typeof cursor !== 'string') throw new Error(records.getRecordIDs().join('\n'));
  return Promise.resolve(cursor);
}
