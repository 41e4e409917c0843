import type { GraphqlAnswer } from '@cartwright/testing';
import type { TestAccounts } from './start-test-accounts.ts';

/** What a mutation that opens a session answers. */
export interface SessionAnswer {
  readonly __typename: string;
  readonly tokens: { readonly accessToken: string; readonly refreshToken: string };
  readonly user: {
    readonly id: string;
    readonly role: string;
    readonly email: string | null;
    readonly displayName: string;
  };
  readonly warnings: readonly { readonly code: string }[];
}

/** A password that is taken. */
export const goodPassword = 'correct horse battery staple';

/** What a session is asked for. */
export const sessionFields = `__typename
  ... on SessionCreateSuccess {
    tokens { accessToken refreshToken }
    user { id role email displayName }
    warnings { code }
  }`;

const guestSessionCreate = `mutation { guestSessionCreate { ${sessionFields} } }`;
const customerRegister = `mutation ($input: CustomerRegisterInput!) { customerRegister(input: $input) { ${sessionFields} } }`;
const sessionCreate = `mutation ($input: SessionCreateInput!) { sessionCreate(input: $input) { ${sessionFields} } }`;
const sessionRefresh = `mutation ($input: SessionRefreshInput!) { sessionRefresh(input: $input) { ${sessionFields} } }`;
const customerPasswordChange = `mutation ($input: CustomerPasswordChangeInput!) { customerPasswordChange(input: $input) {
  __typename ... on CustomerPasswordChangeSuccess { user { email } } ... on InvalidInputError { fields { path code } } } }`;
const sessionDelete = `mutation ($input: SessionDeleteInput!) { sessionDelete(input: $input) { signedOut } }`;

/** The mutations of somebody who comes to the store, each as one call. */
export function visitorTo({ graphql }: Pick<TestAccounts, 'graphql'>) {
  const session = async (query: string, input: object, token?: string): Promise<SessionAnswer> =>
    answerOf(await graphql(query, { input }, token)) as SessionAnswer;
  return {
    startAsGuest: () => session(guestSessionCreate, {}),
    register: (email: string, token?: string, input: object = {}) =>
      session(
        customerRegister,
        { email, password: goodPassword, firstName: 'Sam', lastName: 'Shopper', ...input },
        token,
      ),
    signIn: (email: string, password: string, token?: string) =>
      session(sessionCreate, { email, password }, token),
    changePassword: async (token: string, currentPassword: string, newPassword: string) =>
      answerOf(await graphql(customerPasswordChange, { input: { currentPassword, newPassword } }, token)),
    refresh: (refreshToken: string) => session(sessionRefresh, { refreshToken }),
    signOut: async (refreshToken: string) =>
      answerOf(await graphql(sessionDelete, { input: { refreshToken } })),
  };
}

function answerOf({ data, errors }: GraphqlAnswer): unknown {
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return Object.values(data as Record<string, unknown>)[0];
}
