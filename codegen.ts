import type { CodegenConfig } from '@graphql-codegen/cli';

/**
 * Per subgraph: which of its GraphQL types are resolved from a row of its own. `<Type>Row` and `Context` are exported by
 * `subgraphs/<name>/src/graphql.ts`.
 */
const rows = {
  accounts: ['User', 'CustomerAddress'],
  products: [
    'Category',
    'Product',
    'ProductVariant',
    'Image',
    'Review',
    'ProductConnection',
    'ReviewConnection',
    'ProductSearchResult',
  ],
  carts: ['Cart', 'CartLine'],
  orders: [
    'Order',
    'OrderLine',
    'OrderConnection',
    'OrderStatusEvent',
    'TimelineEntry',
    'ParkedMessage',
    'ParkedMessageConnection',
    'StaffAction',
    'StaffActionConnection',
    'StuckCheckout',
    'StuckCheckoutConnection',
  ],
  payments: ['Payment', 'PaymentTransaction', 'Receipt'],
  notifications: ['Notification', 'NotificationConnection'],
} satisfies Record<string, string[]>;

const only = process.argv.find((argument) => argument.startsWith('--only='))?.slice('--only='.length);

/** Types every resolver of a subgraph from its schema; `--only=<name>` for one subgraph. */
const config: CodegenConfig = {
  errorsOnly: true,
  generates: Object.fromEntries(
    Object.entries(rows)
      .filter(([name]) => only === undefined || name === only)
      .map(([name, types]) => [
        `subgraphs/${name}/src/generated/graphql.ts`,
        {
          schema: `subgraphs/${name}/schema.graphql`,
          plugins: ['typescript', 'typescript-resolvers'],
          config: {
            federation: true,
            useTypeImports: true,
            enumsAsTypes: true,
            contextType: '../graphql.ts#Context',
            mappers: Object.fromEntries(types.map((type) => [type, `../graphql.ts#${type}Row`])),
            scalars: { ID: 'string', DateTime: { input: 'Date', output: 'Date' }, Decimal: 'string' },
          },
        },
      ]),
  ),
};

export default config;
