import { buildSchema, getIntrospectionQuery, getOperationAST, parse } from 'graphql';
import { fragmentsOf } from './document-size.ts';
import { estimateCost } from './estimate-cost.ts';

/** All that graphql-js can ask for, with types as deep as it can ask for them; code generators ask for a tenth of it. */
const everything = getIntrospectionQuery({
  descriptions: true,
  specifiedByUrl: true,
  directiveIsRepeatable: true,
  schemaDescription: true,
  inputValueDeprecation: true,
  experimentalDirectiveDeprecation: true,
  oneOf: true,
  typeDepth: 100,
});

/** How much of the schema one operation may ask for, in values as they are estimated. */
export const maxIntrospection = estimated(everything);

/** The same for every schema, since lists are assumed to be equally long. */
function estimated(source: string): number {
  const document = parse(source);
  const operation = getOperationAST(document);
  if (operation == null) throw new Error('The introspection query is one operation.');
  const schema = buildSchema('type Query { none: Int }');
  const costed = { schema, operation, fragments: fragmentsOf(document), listSizes: new Map(), variables: {} };
  return estimateCost(costed).introspection;
}
