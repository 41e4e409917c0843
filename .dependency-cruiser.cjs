/** The boundaries of the architecture, as rules. Each name says what holds. */
const { globSync, readFileSync } = require('node:fs');
const path = require('node:path');

/** What only a test imports: test files, and what lies beside them to support them. */
const tests = '\\.test\\.ts$|/test(-support|ing)?/';

/** The files that a workspace offers to the others: the `exports` of its package.json, as one pattern. */
const doors = globSync(['*/package.json', '{packages,subgraphs}/*/package.json'], { cwd: __dirname })
  .flatMap((manifest) => {
    const { exports = {} } = JSON.parse(readFileSync(path.join(__dirname, manifest), 'utf8'));
    return Object.values(exports).map((file) => path.posix.join(path.dirname(manifest), file));
  })
  .map((file) => file.replaceAll('.', '\\.').replaceAll('*', '.+'))
  .join('|');

/** A file of a room of a subgraph. */
const room = '^subgraphs/[^/]+/src/[^/]+/';

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'Types included; generated code is as its generator makes it.',
      severity: 'error',
      from: { pathNot: '/generated/' },
      to: { circular: true },
    },
    {
      name: 'subgraphs-are-islands',
      comment:
        'A subgraph never imports another, nor the gateway: they meet in GraphQL and in packages/events.',
      severity: 'error',
      from: { path: '^subgraphs/([^/]+)/' },
      to: { path: '^(subgraphs/|gateway/|monolith/)', pathNot: '^subgraphs/$1/' },
    },
    {
      name: 'gateway-knows-no-subgraph',
      severity: 'error',
      from: { path: '^gateway/' },
      to: { path: '^(subgraphs|monolith)/' },
    },
    {
      name: 'packages-know-nothing-above-them',
      comment: 'Their tests included.',
      severity: 'error',
      from: { path: '^packages/' },
      to: { path: '^(subgraphs|gateway|monolith|stack|e2e|chaos|simulation|attack|bench)/' },
    },
    {
      name: 'services-know-neither-launcher-nor-harness',
      severity: 'error',
      from: { path: '^(subgraphs|gateway|monolith)/' },
      to: { path: '^(stack|e2e|chaos|simulation|attack|bench)/' },
    },
    {
      name: 'services-run-without-servers-of-their-own',
      comment: 'What starts servers and makes databases is for tests and for what lies above the services.',
      severity: 'error',
      from: {
        path: '^(subgraphs|gateway|monolith|packages)/',
        pathNot: `^packages/(servers|migrations|testing)/|${tests}`,
      },
      to: { path: '^packages/(servers|migrations|testing)/' },
    },
    {
      name: 'launcher-knows-no-harness',
      severity: 'error',
      from: { path: '^stack/' },
      to: { path: '^(e2e|chaos|simulation|attack|bench)/|^packages/testing/' },
    },
    {
      name: 'workspaces-meet-at-their-exports',
      comment: "Nobody but a test reaches past the `exports` of another's package.json.",
      severity: 'error',
      from: {
        path: '^((?:packages|subgraphs)/[^/]+|gateway|monolith|stack|e2e|chaos|simulation|attack|bench)/',
        pathNot: tests,
      },
      to: {
        path: '^(packages|subgraphs|gateway|monolith|stack|e2e|chaos|simulation|attack|bench)/',
        pathNot: ['^$1/', `^(${doors})$`],
      },
    },
    {
      name: 'rules-are-pure',
      comment:
        'Rules do no I/O: they import rules, what lower rooms offer, values, languages and message contracts.',
      severity: 'error',
      from: { path: `${room}rules(/|\\.ts$)`, pathNot: tests },
      to: {
        pathNot: `^subgraphs/[^/]+/src/[^/]+/(rules(/|\\.ts$)|door\\.ts$)|^packages/(money|events|input|addresses|languages|transfer|metafields/src/rules)/|^node_modules/(zod|uuid|jsvat|sanitize-html)/`,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'resolvers-use-use-cases-only',
      severity: 'error',
      from: { path: `${room}resolvers(/|\\.ts$)`, pathNot: tests },
      to: {
        path: `${room}(repository(/|\\.ts$)|events\\.ts$)|^subgraphs/[^/]+/src/generated/(prisma/|tables)|^node_modules/(kysely|pg)/`,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'only-a-repository-knows-the-database',
      comment: 'app.ts names the Prisma client; a seed fills tables.',
      severity: 'error',
      from: {
        path: '^subgraphs/[^/]+/src/',
        pathNot: `${room}repository(/|\\.ts$)|/src/(generated/|seed(/|\\.ts$)|app\\.ts$)|${tests}|\\.suite\\.ts$`,
      },
      to: {
        path: '^subgraphs/[^/]+/src/generated/(prisma/|tables)|^node_modules/(kysely|pg)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'repositories-know-no-server',
      comment: 'Whoever wants a statement does not load what serves HTTP and messages.',
      severity: 'error',
      from: { path: `${room}repository(/|\\.ts$)`, pathNot: tests },
      to: { path: '^packages/subgraph/' },
    },
    {
      name: 'rooms-meet-at-their-doors',
      severity: 'error',
      from: {
        path: '^subgraphs/([^/]+)/src/([^/]+)/',
        pathNot: `/src/(generated|seed)/|${tests}|\\.suite\\.ts$`,
      },
      to: {
        path: '^subgraphs/$1/src/[^/]+/',
        pathNot: ['^subgraphs/$1/src/($2|generated)/', '/door\\.ts$'],
      },
    },
    {
      name: 'app-is-made-of-rooms',
      comment: 'What is outside of the rooms takes them as they are: room.ts, or what their doors offer.',
      severity: 'error',
      from: { path: '^subgraphs/[^/]+/src/app\\.ts$' },
      to: { path: '^subgraphs/[^/]+/src/[^/]+/', pathNot: '/(room|door)\\.ts$|/generated/' },
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
    exclude: { path: '/generated/graphql|^packages/explorer/dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node'] },
  },
};
