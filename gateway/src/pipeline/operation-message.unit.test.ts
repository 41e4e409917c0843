import { expect, it } from 'vitest';
import { readOperationMessage } from './operation-message.ts';

it.each([
  [[{ query: '{ me { id } }' }], 'body: expected an object, which is one operation'],
  [undefined, 'body: expected an object, which is one operation'],
  [{ query: 3, variables: '{}' }, 'query: expected a string; variables: expected an object'],
])('says in plain words what is wrong with the form of %j', (sent, reason) => {
  expect(readOperationMessage(sent)).toEqual({ kind: 'malformed', reason });
});
