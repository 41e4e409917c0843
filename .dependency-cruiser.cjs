/** The boundaries of the architecture, as rules. Each name says what holds. */
/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'subgraphs-are-islands',
      comment:
        'A subgraph never imports another, nor the gateway: they meet in GraphQL and in packages/events.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^(subgraphs/|gateway/|e2e/)', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'gateway-knows-no-subgraph',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^subgraphs/' },
    },
    {
      name: 'packages-know-no-service',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(subgraphs|gateway|e2e)/' },
    },
    {
      name: 'services-run-without-the-stack',
      comment: 'Only tests may use the launcher and packages/testing.',
      severity: 'error',
      from: {
        path: '^(subgraphs|gateway|packages/(?!testing))',
        pathNot: '\\.test\\.ts$|/test(-support|ing)?/',
      },
      to: { path: '^(stack|packages/testing)/' },
    },
    {
      name: 'domain-is-pure',
      comment: 'Rules do no I/O: they import rules, values and message contracts.',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/src/domain/', pathNot: '\\.test\\.ts$' },
      to: { pathNot: '^(subgraphs/[^/]+/src/domain/|packages/(money|events)/|node_modules/(zod|uuid)/)' },
    },
    {
      name: 'resolvers-use-use-cases-only',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/src/resolvers/', pathNot: '\\.test\\.ts$' },
      to: {
        path: '^subgraphs/[^/]+/src/(repository|events|generated/prisma)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-the-repository-knows-prisma',
      severity: 'error',
      from: {
        path: '^subgraphs/[^/]+/src/',
        pathNot: '^subgraphs/[^/]+/src/(repository|generated)/|\\.test\\.ts$',
      },
      to: { path: '^subgraphs/[^/]+/src/generated/prisma/' },
    },
    {
      name: 'messages-know-no-transport',
      severity: 'error',
      from: { path: '^packages/events/src/', pathNot: '\\.test\\.ts$' },
      to: { path: '^packages/(messaging|subgraph)/|nats' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/generated/graphql' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node'] },
  },
};
