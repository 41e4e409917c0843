import { OperationTypeNode } from 'graphql';
import { expect, it } from 'vitest';
import { KnownImportance, operationKey } from './known-importance.ts';

const order = { type: OperationTypeNode.MUTATION, rootFields: ['orderPlace'] };
const place = { query: 'mutation P { orderPlace { __typename } }', operationName: 'P' };

it('takes what nobody has sent before for no checkout', () => {
  const known = new KnownImportance();
  const guess = (query: string) => known.of({ query }, operationKey({ query }));
  expect(guess(place.query)).toBe('change');
  expect(guess('{ products { totalCount } }')).toBe('browsing');
  expect(known.of('nothing', operationKey('nothing'))).toBe('browsing');
});

it('knows the next one like what was admitted', () => {
  const known = new KnownImportance();
  known.learn(operationKey(place), order);
  expect(known.of(place, operationKey(place))).toBe('checkout');
  expect(known.of({ ...place, operationName: 'Q' }, operationKey({ ...place, operationName: 'Q' }))).toBe(
    'change',
  );
});

it('sees through a query that only speaks of a mutation', () => {
  const known = new KnownImportance();
  const sent = { query: '{ shop { name } } # mutation orderPlace' };
  known.learn(operationKey(sent), { type: OperationTypeNode.QUERY, rootFields: ['shop'] });
  expect(known.of(sent, operationKey(sent))).toBe('browsing');
});

it('recognises a document by its hash, sent or named', () => {
  const known = new KnownImportance();
  const [hash] = operationKey(place)?.split(' ') ?? [];
  known.learn(operationKey(place), order);
  const named = { operationName: 'P', extensions: { persistedQuery: { version: 1, sha256Hash: hash } } };
  expect(known.of(named, operationKey(named))).toBe('checkout');
});
