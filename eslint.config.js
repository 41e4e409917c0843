import js from '@eslint/js';
import graphql from '@graphql-eslint/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const environmentReaders = [
  'monolith/src/main.ts',
  '**/config.ts',
  'packages/mutations/src/apply-from-environment.ts',
  'packages/servers/**',
  'packages/testing/**',
  'stack/**',
  'e2e/**',
  '**/*.test.ts',
  'prisma/**',
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/**',
      '**/generated/**',
      '.data/**',
      '.turbo/**',
      'coverage/**',
      'packages/explorer/dist/**',
      'supergraph.graphql',
      'packages/client/dist/**',
      'e2e/clients/*/project/**',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [js.configs.recommended, ...tseslint.configs.strictTypeChecked, prettier],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'max-params': ['error', 4],
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true } }],
      'no-restricted-syntax': [
        'error',
        {
          selector:
            "CallExpression[callee.property.name='columns'][callee.object.callee.property.name='insertInto']",
          message: 'Use withColumns, which does not compile when a column that needs a value is left out.',
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Read the environment in config.ts and pass it on.' },
      ],
    },
  },
  {
    files: environmentReaders,
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['**/*.test.ts', '**/*.suite.ts'],
    rules: { 'max-lines-per-function': 'off', 'max-lines': ['error', { max: 600 }] },
  },
  {
    files: ['**/*.config.ts', 'codegen.ts', 'prisma/**/*.ts', '**/*-setup.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    files: ['**/*.mjs', '*.js'],
    extends: [js.configs.recommended, prettier],
    languageOptions: { globals: { process: 'readonly', console: 'readonly', URL: 'readonly' } },
  },
  {
    files: ['subgraphs/*/schema.graphql'],
    languageOptions: {
      parser: graphql.parser,
      parserOptions: { graphQLConfig: { schema: 'subgraphs/*/schema.graphql' } },
    },
    plugins: { '@graphql-eslint': graphql },
    rules: {
      // What another subgraph owns is described there; the composed schema has no field without a description.
      '@graphql-eslint/require-description': [
        'error',
        {
          types: true,
          rootField: true,
          FieldDefinition: true,
          InputValueDefinition: true,
          EnumValueDefinition: true,
          ignoredSelectors: [
            'ObjectTypeDefinition[name.value=/^(User|Order|Payment|ProductVariant|Shop)$/]',
            'ObjectTypeDefinition[name.value=/^(User|Order|Payment|ProductVariant|Shop)$/] > FieldDefinition[name.value=id]',
          ],
        },
      ],
      '@graphql-eslint/naming-convention': [
        'error',
        {
          types: 'PascalCase',
          FieldDefinition: 'camelCase',
          InputValueDefinition: 'camelCase',
          EnumValueDefinition: 'UPPER_CASE',
          allowLeadingUnderscore: true,
        },
      ],
    },
  },
);
