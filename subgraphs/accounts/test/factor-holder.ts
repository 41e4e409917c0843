import { generateSync } from 'otplib';
import type { TestAccounts } from './start-test-accounts.ts';
import { sessionFields, type SessionAnswer } from './visitor.ts';

/** What a mutation of second factors answers, as far as it was asked for. */
export interface FactorAnswer {
  readonly __typename: string;
  readonly secret?: string;
  readonly otpauthUri?: string;
  readonly recoveryCodes?: readonly string[] | null;
  readonly tokens?: SessionAnswer['tokens'];
  readonly retryAt?: string;
  readonly challenge?: string;
  readonly methods?: readonly string[];
  readonly authorizationUrl?: string;
  readonly state?: string;
  readonly verifier?: string;
  readonly options?: object;
  readonly passkeyOptions?: object;
  readonly passkey?: { readonly id: string; readonly name: string };
  readonly user?: SessionAnswer['user'];
}

const started = '... on IdentityProviderStartSuccess { authorizationUrl state verifier }';
const fields: Readonly<Record<string, string>> = {
  totpCreate: '... on TotpCreateSuccess { secret otpauthUri }',
  totpConfirm: '... on TotpConfirmSuccess { recoveryCodes tokens { accessToken refreshToken } }',
  totpDelete: '... on TotpDeleteSuccess { tokens { accessToken refreshToken } }',
  recoveryCodesCreate: '... on RecoveryCodesCreateSuccess { recoveryCodes }',
  sessionSecondFactorConfirm: `${sessionFields} ... on SecondFactorPausedError { retryAt }`,
  sessionCreate: `${sessionFields} ... on SecondFactorRequiredError { challenge methods passkeyOptions }`,
  identityProviderSessionStart: started,
  identityLinkStart: started,
  identityProviderSessionCreate: `${sessionFields} ... on SecondFactorRequiredError { challenge methods }`,
  identityLinkCreate: '... on IdentityLinkCreateSuccess { tokens { accessToken refreshToken } }',
  identityLinkDelete: '... on IdentityLinkDeleteSuccess { tokens { accessToken refreshToken } }',
  passkeyChallengeCreate: 'options',
  passkeySessionCreate: sessionFields,
  passkeyRegistrationCreate: '... on PasskeyRegistrationCreateSuccess { options }',
  passkeyCreate: `... on PasskeyCreateSuccess {
    passkey { id name } recoveryCodes tokens { accessToken refreshToken } }`,
  passkeyRename: '... on PasskeyRenameSuccess { passkey { id name } }',
  passkeyDelete: '... on PasskeyDeleteSuccess { tokens { accessToken refreshToken } }',
};

/** The mutations of somebody with a second factor, each as one call; `now` is the clock of their phone. */
export function factorHolderAt({ graphql }: Pick<TestAccounts, 'graphql'>, now: () => Date) {
  const ask = async (mutation: string, input: object, token?: string): Promise<FactorAnswer> => {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${mutation}(input: $input) { __typename ${fields[mutation] ?? ''} } }`;
    const { data, errors } = await graphql(query, { input }, token);
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return (data as Record<string, FactorAnswer>)[mutation] as FactorAnswer;
  };
  const codeOf = (secret: string, aheadSeconds = 0) =>
    generateSync({ secret, epoch: Math.floor(now().getTime() / 1000) + aheadSeconds });
  return {
    ask,
    codeOf,
    /** Turns an app on for who is signed in with a password. */
    turnOn: async (token: string, password: string) => {
      const { secret = '' } = await ask('totpCreate', { proof: { password } }, token);
      const confirmed = await ask('totpConfirm', { code: codeOf(secret, -30) }, token);
      return { ...confirmed, secret };
    },
  };
}
