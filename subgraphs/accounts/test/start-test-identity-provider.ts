import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

/** A provider of identities on this machine, at which everybody is at once whom `signInAs` names. */
export interface TestIdentityProvider extends AsyncDisposable {
  readonly issuer: string;
  readonly client: { readonly clientId: string; readonly clientSecret: string };
  /** Follows an authorisation URL as a browser would, to the address that it comes back to. */
  readonly signInAs: (account: TestAccount, authorizationUrl: string) => Promise<URL>;
}

/** Who somebody is at the provider. */
export interface TestAccount {
  readonly sub: string;
  readonly email: string;
  readonly email_verified: boolean;
}

const client = { clientId: 'shop', clientSecret: randomUUID() };

/** Starts oidc-provider on a free port. */
export async function startTestIdentityProvider(redirectUri: string): Promise<TestIdentityProvider> {
  const accounts = new Map<string, TestAccount>();
  const port = await freePort();
  const issuer = `http://127.0.0.1:${port}`;
  const provider = new Provider(issuer, {
    clients: [
      { client_id: client.clientId, client_secret: client.clientSecret, redirect_uris: [redirectUri] },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['given_name', 'family_name'] },
    conformIdTokenClaims: false,
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () =>
        Promise.resolve({ given_name: 'Ida', family_name: 'Provider', ...accounts.get(sub), sub }),
    }),
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    cookies: { keys: [randomUUID()] },
  });
  let current = '';
  provider.use(async (context, next) => {
    if (!context.path.startsWith('/interaction/')) {
      await next();
      return;
    }
    const { prompt, params, grantId } = await provider.interactionDetails(context.req, context.res);
    if (prompt.name === 'login') {
      const result = { login: { accountId: current } };
      return provider.interactionFinished(context.req, context.res, result);
    }
    const grant =
      (grantId === undefined ? undefined : await provider.Grant.find(grantId)) ??
      new provider.Grant({ accountId: current, clientId: String(params['client_id']) });
    grant.addOIDCScope(String(params['scope']));
    const result = { consent: { grantId: await grant.save() } };
    await provider.interactionFinished(context.req, context.res, result, { mergeWithLastSubmission: true });
  });
  const server = provider.listen(port, '127.0.0.1');
  return {
    issuer,
    client,
    signInAs: (account, authorizationUrl) => {
      accounts.set(account.sub, account);
      current = account.sub;
      return follow(authorizationUrl, redirectUri);
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function follow(from: string, redirectUri: string): Promise<URL> {
  const cookies = new Map<string, string>();
  let url = new URL(from);
  while (!url.href.startsWith(redirectUri)) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    const location = response.headers.get('location');
    if (location === null) throw new Error(`${url.href}: ${response.status} ${await response.text()}`);
    url = new URL(location, url);
  }
  return url;
}

async function freePort(): Promise<number> {
  const { createServer } = await import('node:net');
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
