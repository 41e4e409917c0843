import { createRandom, type Random } from '@cartwright/random';
import {
  buildASTSchema,
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  parse,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { readFileSync } from 'node:fs';
import { waitFor, type TestReplica } from '@cartwright/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestProducts, type TestProducts } from '../../test/start-test-products.ts';

const schemaFile = new URL('../../schema.graphql', import.meta.url);
const schema: GraphQLSchema = buildASTSchema(parse(readFileSync(schemaFile, 'utf8')), {
  assumeValidSDL: true,
});

let products: TestProducts;
let forgetful: TestReplica;
let askers: Record<string, string>[];
beforeAll(async () => {
  products = await startTestProducts({ products: 12 });
  forgetful = await products.startForgetful();
  await waitFor(followedRules);
  const reviewer = await products.database.statements
    .selectFrom('reviews')
    .select('customerId')
    .executeTakeFirstOrThrow();
  const viewers = [{ id: reviewer.customerId }, { role: 'STAFF' as const }];
  const logins = await Promise.all(viewers.map((viewer) => products.issuer.authorization(viewer)));
  const headers = [{}, ...logins.map((authorization) => ({ authorization }))];
  askers = headers.flatMap((some) => ['EUR', 'USD'].map((currency) => ({ ...some, 'x-currency': currency })));
});
afterAll(() => products[Symbol.asyncDispose]());

/** Whether the collections of the sample have their products; the loop that sees to it then rests for longer than this lasts. */
async function followedRules(): Promise<true | undefined> {
  const left = await products.sql.$queryRawUnsafe<object[]>(
    'SELECT 1 FROM collections WHERE is_behind UNION ALL SELECT 1 FROM collection_changes LIMIT 1',
  );
  return left.length === 0 ? true : undefined;
}

/** Lists within a product are as long as there are products. */
const endless = ['ProductConnection', 'ProductSearchResult'];
const depth = 4;

/** Some fields of a type, with what they lead to; each may have another name. */
function selectionOf(type: GraphQLNamedType, random: Random, left = depth): string {
  if (!isObjectType(type)) return '{ __typename }';
  const fields = Object.values(type.getFields()).filter((field) => isSelected(field, random, left));
  const selected = fields.map((field, at) => {
    const alias = random.chance(0.2) ? `a${at}: ` : '';
    const inner = getNamedType(field.type);
    const rest = isLeafType(inner) ? '' : selectionOf(inner, random, left - 1);
    return `${alias}${field.name}${argumentsOf(field, random)} ${rest}`;
  });
  return `{ __typename ${selected.join(' ')} }`;
}

function isSelected(field: GraphQLField<unknown, unknown>, random: Random, left: number): boolean {
  const type = getNamedType(field.type);
  if (field.args.some(isRequiredArgument) || endless.includes(type.name)) return false;
  // They lead to as many products each: within each other, to thousands.
  if (field.name === 'recommendations' && left < depth) return false;
  return isLeafType(type) ? random.chance(0.5) : left > 0 && random.chance(0.4);
}

function argumentsOf({ name: field, args }: GraphQLField<unknown, unknown>, random: Random): string {
  const [first] = args.filter(({ name }) => ['currency', 'width', 'first'].includes(name));
  if (first === undefined || (field !== 'recommendations' && random.chance(0.5))) return '';
  const value = {
    currency: random.pick(['EUR', 'USD', '$currency']),
    width: random.pick([320, '$width']),
    first: 2,
  }[first.name];
  return `(${first.name}: ${String(value)})`;
}

function operationFor(random: Random): string {
  const selection = selectionOf(schema.getType('Product') as GraphQLNamedType, random);
  const variant = selectionOf(schema.getType('ProductVariant') as GraphQLNamedType, random);
  const root = random.pick([
    `products(first: 4) { nodes ${selection} edges { matchedVariant ${variant} } }`,
    `productSearch(input: { first: 3 }) { products { edges { cursor node ${selection} } } }`,
    `product(slug: $slug) { ...P variants ${variant} }`,
  ]);
  const fragment = root.includes('...P') ? `fragment P on Product ${selection}` : '';
  return `query ($slug: String, $currency: CurrencyCode, $width: Int) { ${root} unused: product(slug: $slug) { slug
    priceRange(currency: $currency) { min { amount } } images { url(width: $width) } } } ${fragment}`;
}

interface Asked {
  readonly query: string;
  readonly variables: object;
  readonly headers: Record<string, string>;
}

/** The answer of a replica as it is sent. */
async function sent(replica: TestReplica, { query, variables, headers }: Asked): Promise<string> {
  return (await replica.signedPost('/graphql', { query, variables }, headers)).text();
}

let slug: string;

const first = '(SELECT id FROM products ORDER BY created_at DESC, id DESC LIMIT 1)';
const ofFirst = `(SELECT id FROM product_variants WHERE product_id = ${first})`;
const changes = [
  `UPDATE variant_prices SET amount_minor = amount_minor + 1, compare_at_minor = NULL WHERE variant_id IN ${ofFirst}`,
  `UPDATE stock SET available = available + 3, received = received + 3 WHERE variant_id IN ${ofFirst}`,
  `UPDATE products SET name = name || '"\u2028' WHERE id = ${first}`,
  `UPDATE products SET rating_sum = rating_sum + 5, rating_count = rating_count + 1 WHERE id = ${first}`,
  `UPDATE images SET alt_text = alt_text || '+' WHERE product_id = ${first}`,
  `UPDATE stock SET sold = sold + available, available = 0 WHERE variant_id IN ${ofFirst}`,
];

it('what is kept is sent to everybody as it would be without, whatever was changed before', async () => {
  const random = createRandom('kept answers');
  const found = await products.database.statements
    .selectFrom('products')
    .select('slug')
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  slug = found.slug;
  const operations = Array.from({ length: 24 }, () => operationFor(random));
  let withData = 0;
  for (const change of ['SELECT 1', ...changes]) {
    await products.sql.$executeRawUnsafe(change);
    for (const query of random.shuffle(operations).slice(0, 12)) {
      for (const headers of random.shuffle(askers).slice(0, 4)) {
        const variables = {
          slug,
          currency: random.pick(['EUR', 'USD']),
          width: random.pick([160, 640]),
        };
        const asked = { query, variables, headers };
        const answer = await sent(products, asked);
        expect(answer, `${change}: ${query}`).toBe(await sent(forgetful, asked));
        if (answer.startsWith('{"data":{')) withData += 1;
      }
    }
  }
  expect(withData).toBeGreaterThan(200);
});
