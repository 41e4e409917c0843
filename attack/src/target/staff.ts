import type { Target } from './target.ts';
import type { Visitor } from './visitor.ts';

const signIn = `mutation ($input: SessionCreateInput!) { result: sessionCreate(input: $input) { __typename
  ... on SessionCreateSuccess { tokens { accessToken } } ... on SecondFactorRequiredError { challenge } } }`;
const confirm = `mutation ($input: SessionSecondFactorConfirmInput!) {
  result: sessionSecondFactorConfirm(input: $input) { __typename
    ... on SessionCreateSuccess { tokens { accessToken } } } }`;

/** How a sign-in went on. */
export interface SignInStep {
  readonly __typename?: string;
  readonly challenge?: string;
  readonly tokens?: { readonly accessToken: string };
}

const stepOf = (data: Readonly<Record<string, unknown>> | null): SignInStep => data?.['result'] ?? {};

/** Signs in with a password. */
export async function sendPassword(visitor: Visitor, email: string, password: string): Promise<SignInStep> {
  return stepOf((await visitor.ask(signIn, { input: { email, password } })).data);
}

/** Goes on with a one-time code. */
export async function sendCode(visitor: Visitor, challenge = '', code = ''): Promise<SignInStep> {
  return stepOf((await visitor.ask(confirm, { input: { challenge, code } })).data);
}

const signedIn = new WeakMap<object, Map<string, Visitor>>();

/** A member of the sample's staff; signed in once, for each one-time code is taken once. */
export async function staffOf(target: Target, email = 'staff@example.com'): Promise<Visitor> {
  const known = signedIn.get(target.store) ?? new Map<string, Visitor>();
  signedIn.set(target.store, known);
  const visitor = known.get(email) ?? (await signInAsStaff(target, email));
  known.set(email, visitor);
  return visitor;
}

async function signInAsStaff({ store, newVisitor }: Target, email: string): Promise<Visitor> {
  const visitor = newVisitor();
  const { challenge } = await sendPassword(visitor, email, store.staff.password);
  const { tokens, __typename } = await sendCode(visitor, challenge, await store.staffCode());
  if (tokens === undefined) throw new Error(`No session of staff: ${String(__typename)}`);
  return visitor.as(tokens.accessToken);
}
