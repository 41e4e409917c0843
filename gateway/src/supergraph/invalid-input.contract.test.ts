import { readFileSync } from 'node:fs';
import {
  buildSchema,
  getNamedType,
  GraphQLString,
  isInputObjectType,
  isUnionType,
  type GraphQLInputType,
} from 'graphql';
import { expect, it } from 'vitest';

const sdl = readFileSync(new URL('../../../supergraph.graphql', import.meta.url), 'utf8');
const schema = buildSchema(sdl, { assumeValidSDL: true });
const mutations = Object.values(schema.getMutationType()?.getFields() ?? {});

/** What these take is chosen or handed on by the app, and an outcome of their own answers what does not fit. */
const takesNothingTyped = new Set([
  'sessionCreate', // InvalidCredentialsError, whatever is wrong
  'sessionRefresh',
  'sessionDelete',
  'apiKeySessionCreate',
  'customerEmailVerify', // EmailLinkInvalidError
  'customerEmailChange',
  'cartDeliveryOptionSelect',
  // SecondFactorWrongError, whatever is wrong with a proof
  'sessionSecondFactorConfirm',
  'totpCreate',
  'totpConfirm',
  'totpDelete',
  'recoveryCodesCreate',
  'passkeySessionCreate',
  'passkeyRegistrationCreate',
  'passkeyDelete',
  'customerErase',
  // AlertLinkInvalidError, whatever is wrong with a link
  'alertConfirm',
  'newsletterConfirm', // NewsletterLinkInvalidError, likewise
  'cartRestore', // CartLinkInvalidError, likewise
  // an outcome of their own
  'identityProviderSessionStart',
  'identityProviderSessionCreate',
  'identityLinkStart',
  'identityLinkCreate',
  'identityLinkDelete',
]);

function textIn(type: GraphQLInputType, name: string): string[] {
  const named = getNamedType(type);
  if (isInputObjectType(named)) {
    return Object.values(named.getFields()).flatMap((field) => textIn(field.type, field.name));
  }
  return named === GraphQLString && name !== 'idempotencyKey' ? [name] : [];
}

const typed = mutations.filter(({ name, args }) => {
  const takesText = args.some((arg) => textIn(arg.type, arg.name).length > 0);
  return takesText && !takesNothingTyped.has(name);
});

it.each(typed)('$name answers what a person typed with InvalidInputError', ({ type }) => {
  const result = getNamedType(type);
  const members = isUnionType(result) ? result.getTypes().map(({ name }) => name) : [];
  expect(members).toContain('InvalidInputError');
});

it('has one error for what was typed, and no second channel', () => {
  const names = Object.keys(schema.getTypeMap());
  const others = names.filter((name) => /^(Invalid|Weak).*Error$/.test(name) && name !== 'InvalidInputError');
  expect(others).toEqual(['InvalidCredentialsError', 'InvalidRefreshTokenError']);
});
