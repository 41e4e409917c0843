import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { pagePolicy } from '@cartwright/process';
import { Provider } from 'oidc-provider';
import { loginPage } from './login-page.ts';
import { samplePeople } from './sample-people.ts';

/** Who the provider is, and the one client that it knows. */
export interface SampleProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
}

type Context = Parameters<Parameters<Provider['use']>[0]>[0];

const maxFormBytes = 1_000;
const page = loginPage();

/**
 * An OpenID Connect provider for a store under development, with people of its own. It asks for PKCE, keeps everything in memory, and
 * believes whoever says who they are. Each sign-in asks anew, so that somebody else can be chosen.
 */
export function sampleProvider({
  issuer,
  clientId,
  clientSecret,
  redirectUris,
}: SampleProviderOptions): Provider {
  const provider = new Provider(issuer, {
    clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [...redirectUris] }],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['given_name', 'family_name'] },
    conformIdTokenClaims: false, // the claims are in the ID token
    findAccount: (_context, sub) => accountOf(sub),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    jwks: { keys: [signingKey()] },
  });
  const formTargets = ["'self'", ...new Set(redirectUris.map((uri) => new URL(uri).origin))];
  provider.use(async (context, next) => {
    if (context.path === '/health/ready') context.body = { status: 'ok' };
    else if (context.path.startsWith('/interaction/')) await interact(provider, context, formTargets);
    else await next();
  });
  return provider;
}

/** Shows who there is, or takes who was chosen; that the store may know them goes without a question. */
async function interact(provider: Provider, context: Context, formTargets: readonly string[]): Promise<void> {
  const { req, res } = context;
  const { prompt, params, grantId, session } = await provider.interactionDetails(req, res);
  if (prompt.name === 'login' && context.method !== 'POST') {
    context.type = 'html';
    context.set('content-security-policy', pagePolicy(page, { formTargets: [...formTargets] }));
    context.body = page;
    return;
  }
  context.respond = false;
  if (prompt.name === 'login') {
    const accountId = await chosenPerson(req);
    const result =
      accountId === undefined ? { error: 'access_denied' } : { login: { accountId, remember: false } };
    return provider.interactionFinished(req, res, result);
  }
  const known = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  const grant =
    known ??
    new provider.Grant({ accountId: session?.accountId ?? '', clientId: String(params['client_id']) });
  grant.addOIDCScope(String(params['scope']));
  const consent = { grantId: await grant.save() };
  await provider.interactionFinished(req, res, { consent }, { mergeWithLastSubmission: true });
}

async function chosenPerson(request: IncomingMessage): Promise<string | undefined> {
  if (Number(request.headers['content-length'] ?? maxFormBytes + 1) > maxFormBytes) return undefined;
  const sub = new URLSearchParams(await text(request)).get('sub');
  return samplePeople.find((person) => person.sub === sub)?.sub;
}

function accountOf(sub: string) {
  const person = samplePeople.find((one) => one.sub === sub);
  if (person === undefined) return undefined;
  return { accountId: sub, claims: () => Promise.resolve({ ...person }) };
}

/** Of this process alone: what it has signed is looked at within seconds. */
function signingKey() {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return {
    ...privateKey.export({ format: 'jwk' }),
    kid: randomBytes(8).toString('hex'),
    alg: 'RS256',
    use: 'sig',
  };
}
