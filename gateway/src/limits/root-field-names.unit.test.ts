import { getOperationAST, parse } from 'graphql';
import { expect, it } from 'vitest';
import { rootFieldNames } from './root-field-names.ts';

it('finds every root field by its own name, behind aliases and fragments too', () => {
  const document = parse(`
    mutation { a: sessionCreate { id } ... on Mutation { b: sessionCreate { id } } ...F ...F }
    fragment F on Mutation { customerRegister { id } }
  `);
  const operation = getOperationAST(document);
  expect(operation && rootFieldNames(operation, document)).toEqual([
    'sessionCreate',
    'sessionCreate',
    'customerRegister',
    'customerRegister',
  ]);
});
