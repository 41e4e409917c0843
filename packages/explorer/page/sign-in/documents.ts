const session = '... on SessionCreateSuccess { tokens { accessToken refreshToken } }';
const error = '... on UserError { message }';
const question = '... on SecondFactorRequiredError { challenge methods passkeyOptions }';

/** What the panel asks the store. */
export const documents = {
  identityProviders: '{ identityProviders { id name } }',
  sessionCreate: `mutation SignIn($input: SessionCreateInput!) {
    sessionCreate(input: $input) { __typename ${session} ${question} ${error} } }`,
  sessionSecondFactorConfirm: `mutation SignIn($input: SessionSecondFactorConfirmInput!) {
    sessionSecondFactorConfirm(input: $input) { __typename ${session} ${error} } }`,
  passkeyChallengeCreate: `mutation SignIn($input: PasskeyChallengeCreateInput!) {
    passkeyChallengeCreate(input: $input) { options } }`,
  passkeySessionCreate: `mutation SignIn($input: PasskeySessionCreateInput!) {
    passkeySessionCreate(input: $input) { __typename ${session} ${error} } }`,
  identityProviderSessionStart: `mutation SignIn($input: IdentityProviderSessionStartInput!) {
    identityProviderSessionStart(input: $input) {
      __typename ... on IdentityProviderStartSuccess { authorizationUrl state verifier } ${error} } }`,
  identityProviderSessionCreate: `mutation SignIn($input: IdentityProviderSessionCreateInput!) {
    identityProviderSessionCreate(input: $input) { __typename ${session} ${question} ${error} } }`,
};
