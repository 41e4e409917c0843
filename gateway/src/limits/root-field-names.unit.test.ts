import { getOperationAST, parse } from 'graphql';
import { expect, it } from 'vitest';
import { executedRootFieldNames, rootFieldNames } from './root-field-names.ts';

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

it('knows which of them are skipped, by themselves or with their fragment', () => {
  const document = parse(`
    mutation ($no: Boolean!) {
      a: orderPlace @skip(if: true) { id } b: orderCancel @include(if: $no) { id } c: cartCreate @skip(if: $no) { id }
      ... on Mutation @include(if: false) { orderPlace { id } } ...F @skip(if: true)
    }
    fragment F on Mutation { customerRegister { id } }
  `);
  const operation = getOperationAST(document);
  expect(operation && executedRootFieldNames(operation, document, { no: false })).toEqual(['cartCreate']);
});
