import type { GraphQLSchema } from 'graphql';
import { missingFromSchema } from './missing-from-schema.ts';
import type { Feature, FeatureList } from './read-features.ts';

const states = ['yes', 'partly', 'no'];

/** What the features are held against. */
interface Facts {
  readonly schema: GraphQLSchema;
  /** Whether there is such a file, by its path from the root of the repository. */
  readonly isFile: (file: string) => boolean;
}

/** What is untrue in a list of features, one sentence each. */
export function featureProblems({ features, counts }: FeatureList, facts: Facts): string[] {
  return [
    ...features.flatMap((feature) =>
      problemsOf(feature, facts).map((problem) => `${feature.domain}, "${feature.capability}": ${problem}.`),
    ),
    ...wrongCounts(features, counts),
  ];
}

function problemsOf({ state, fields, tests }: Feature, { schema, isFile }: Facts): string[] {
  const isYes = state === 'yes';
  const missing = fields.map((field) => [field, missingFromSchema(schema, field)] as const);
  return [
    ...(states.includes(state) ? [] : [`the state is "${state}" and must be yes, partly or no`]),
    ...(isYes && fields.length === 0 ? ['it is there, but no field, route or command is named'] : []),
    ...(isYes && tests.length === 0 ? ['it is there, but no test is named'] : []),
    ...missing.flatMap(([field, lack]) =>
      lack === undefined ? [] : [`\`${field}\` is not in the schema, which has ${lack}`],
    ),
    ...tests
      .filter((test) => !test.endsWith('.test.ts') || !isFile(test))
      .map((test) => `there is no test \`${test}\``),
  ];
}

function wrongCounts(features: readonly Feature[], counts: FeatureList['counts']): string[] {
  const domains = [...new Set(features.map(({ domain }) => domain))];
  const right = new Map(
    domains.map((domain) => [domain, countsOf(features.filter((feature) => feature.domain === domain))]),
  ).set('all', countsOf(features));
  return [
    ...[...right]
      .filter(([domain, numbers]) => counts.get(domain)?.join() !== numbers.join())
      .map(([domain, numbers]) => `The counts of ${domain} must be ${numbers.join(', ')}.`),
    ...[...counts.keys()]
      .filter((domain) => !right.has(domain))
      .map((domain) => `The head counts ${domain}, which has no table.`),
  ];
}

function countsOf(features: readonly Feature[]): number[] {
  return [
    features.length,
    ...states.map((state) => features.filter((feature) => feature.state === state).length),
  ];
}
