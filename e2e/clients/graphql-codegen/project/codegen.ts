import type { CodegenConfig } from '@graphql-codegen/cli';

const config: CodegenConfig = {
  schema: process.env['SCHEMA'],
  documents: 'src/shop.ts',
  generates: {
    'src/gql/': {
      preset: 'client',
      config: { scalars: { DateTime: 'string', Decimal: 'string' } },
    },
  },
};

export default config;
