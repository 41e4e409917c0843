import { buildSchema, getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { estimateCost } from './estimate-cost.ts';
import { fragmentsOf } from './operation-size.ts';

/** Clients ask for deeper types than graphql-js does, or for two versions of one query; nobody needs much more. */
const standardQueries = 4;

const everything = getIntrospectionQuery({
  descriptions: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  oneOf: true,
});

/** How much of the schema one operation may ask for, in values as they are estimated: several times what code generators ask for. */
export const maxIntrospection = standardQueries * estimated(everything);

/** The same for every schema, since lists are assumed to be equally long. */
function estimated(source: string): number {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('The introspection query is one operation.');
  const schema = buildSchema('type Query { none: Int }');
  return estimateCost({ schema, operation, fragments: fragmentsOf(document), variables: {} }).introspection;
}
