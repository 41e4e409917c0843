import { buildSchema, graphql } from 'graphql';
import { expect, it } from 'vitest';
import { translateMessages } from './messages-door.ts';

const schema = translateMessages(
  buildSchema(`
    interface UserError { message: String! }
    type CartNotFoundError implements UserError { message: String! cartId: ID! }
    type InvalidField { message: String! path: [String!]! }
    type Note { message: String! }
    type Query { refused: UserError! field: InvalidField! note: Note! }
  `),
);

const message = 'There is no such cart.';
const rootValue = {
  refused: { __typename: 'CartNotFoundError', message, cartId: 'cart' },
  field: { message: 'Please use at most 100 characters.', path: ['note'] },
  note: { message },
};

async function ask(headers: Record<string, string>) {
  const source = '{ refused { message } field { message path } note { message } }';
  const { data, errors } = await graphql({
    schema,
    source,
    rootValue,
    contextValue: { request: { headers } },
  });
  expect(errors).toBeUndefined();
  return data;
}

it('errors and fields at fault are told of in the language of the request; what people have written stays', async () => {
  expect(await ask({ 'accept-language': 'de' })).toEqual({
    refused: { message: 'Diesen Warenkorb gibt es nicht.' },
    field: { message: 'Bitte verwenden Sie höchstens 100 Zeichen.', path: ['note'] },
    note: { message },
  });
});

it.each([{}, { 'accept-language': 'en' }, { 'accept-language': 'fr' }])(
  'in English for %j',
  async (headers) => {
    expect(await ask(headers)).toMatchObject({
      refused: { message },
      field: { message: 'Please use at most 100 characters.' },
    });
  },
);
