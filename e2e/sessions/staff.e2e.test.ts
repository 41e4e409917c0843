import { expect, inject, it } from 'vitest';
import { graphqlClient, type GraphqlClient } from '../support/graphql-client.ts';
import { findVariant, signIn } from '../support/shopper.ts';
import { staffClient } from '../support/staff.ts';

const graphqlUrl = inject('graphqlUrl');

const hiddenReviews = '{ hiddenReviews(first: 1) { nodes { id } } }';
const adjustStock = `mutation ($input: VariantStockAdjustInput!) {
  variantStockAdjust(input: $input) { __typename } }`;

const codeOf = async (client: GraphqlClient, query: string, variables = {}) =>
  (await client.send(query, variables)).errors?.[0]?.extensions?.code;

it('lets Support see reviews that are hidden, and leaves the stock and the staff to others', async () => {
  const support = await signIn(graphqlClient(graphqlUrl), 'support@example.com', 'let-me-work-2026');
  expect(await codeOf(support, hiddenReviews)).toBeUndefined();
  const { id: variantId } = await findVariant(support, 1);
  const input = { idempotencyKey: 'support counts no stock', variantId, delta: 1 };
  expect(await codeOf(support, adjustStock, { input })).toBe('FORBIDDEN');
  expect(await codeOf(support, '{ staffRoles { id } }')).toBe('FORBIDDEN');
});

it('lets a machine do what its key allows, until the key is revoked', async () => {
  const staff = await staffClient(graphqlUrl);
  const { apiKeyCreate: made } = await staff.ask<{
    apiKeyCreate: { secret: string; apiKey: { id: string } };
  }>(`mutation { apiKeyCreate(input: { name: "Moderator", permissions: [REVIEWS_MODERATE] }) {
    ... on ApiKeyCreateSuccess { secret apiKey { id } } } }`);
  const machine = graphqlClient(graphqlUrl, made.secret);
  expect(await codeOf(machine, hiddenReviews)).toBeUndefined();
  expect(await codeOf(machine, '{ apiKeys { totalCount } }')).toBe('FORBIDDEN');
  expect(await codeOf(machine, '{ stuckCheckouts { totalCount } }')).toBe('FORBIDDEN');
  await staff.ask(
    `mutation ($id: ID!) { apiKeyRevoke(input: { id: $id }) { ... on ApiKeyRevokeSuccess { apiKey { lastUsedAt } } } }`,
    { id: made.apiKey.id },
  );
  await expect.poll(() => codeOf(machine, hiddenReviews), { timeout: 5_000 }).toBe('UNAUTHENTICATED');
});
