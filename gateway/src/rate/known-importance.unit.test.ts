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

it.each(['documentId', 'doc_id', 'id'])('recognises a document that %s names', (name) => {
  const known = new KnownImportance();
  const sent = { [name]: 'place-order', operationName: 'P' };
  known.learn(operationKey(sent), order);
  expect(known.of(sent, operationKey(sent))).toBe('checkout');
});

const documents = new Map([
  ['place', place.query],
  [
    'both',
    'query Q { products { totalCount } } mutation P { ...F } fragment F on Mutation { orderPlace { id } }',
  ],
  ['broken', 'mutation {'],
]);

it.each([
  ['the only operation of a document', { id: 'place' }, 'checkout'],
  ['an operation of several', { documentId: 'both', operationName: 'P' }, 'checkout'],
  ['another one of these', { doc_id: 'both', operationName: 'Q' }, 'browsing'],
  ['none of them', { doc_id: 'both', operationName: 'R' }, 'change'],
  ['what cannot be read', { id: 'broken' }, 'change'],
  ['what is not at hand', { id: 'else' }, 'browsing'],
])('knows of %s that is let in before it was ever sent', (_what, sent, importance) => {
  const known = new KnownImportance((id) => documents.get(id));
  expect(known.of(sent, operationKey(sent))).toBe(importance);
});

it('knows of a text that is let in, too', () => {
  const [hash] = operationKey(place)?.split(' ') ?? [];
  const known = new KnownImportance((id) => (id === hash ? place.query : undefined));
  expect(known.of(place, operationKey(place))).toBe('checkout');
});
