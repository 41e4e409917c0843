import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIn, staffDesk } from '../../test/staff-desk.ts';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { purgeSecrets } from './repository.ts';

let accounts: TestAccounts;
let desk: ReturnType<typeof staffDesk>;
let token: string;
beforeAll(async () => {
  accounts = await startTestAccounts();
  desk = staffDesk(accounts);
  token = (await desk.hire('owner@example.com', builtIn.owner)).tokens.accessToken;
});
afterAll(() => accounts[Symbol.asyncDispose]());

interface Made {
  readonly apiKey: { readonly id: string };
  readonly secret: string;
}

const keyFields = 'apiKey { id } secret';

async function make(input: object = {}): Promise<Made> {
  const given = { name: 'Scanner', permissions: ['STOCK_MANAGE', 'ORDERS_READ'], ...input };
  const of = `... on ApiKeyCreateSuccess { ${keyFields} }`;
  return (await desk.mutate('apiKeyCreate', given, { token, of })) as unknown as Made;
}

const trade = (key: string) =>
  desk.mutate(
    'apiKeySessionCreate',
    { key },
    { of: '... on ApiKeySessionCreateSuccess { accessToken accessTokenExpiresAt }' },
  );

const accessTokenFor = async (key: string) => String((await trade(key))['accessToken']);

const faultOf = async (accessToken: string) => {
  const { errors } = await accounts.graphql('{ me { id } }', {}, accessToken);
  return errors?.[0]?.extensions['accessToken'];
};

const refused = { __typename: 'ApiKeyRefusedError' };

describe('a key for a machine', () => {
  it('is shown once, stored as a hash, and traded for what it allows', async () => {
    const { apiKey, secret } = await make();
    const rows = await accounts.database.statements.selectFrom('apiKeySecrets').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(secret);
    const claims = decodeJwt(await accessTokenFor(secret));
    expect(claims).toMatchObject({ sub: apiKey.id, role: 'MACHINE', name: 'Scanner' });
    expect(claims['permissions']).toEqual(['STOCK_MANAGE', 'ORDERS_READ']);
    expect(claims['sid']).not.toBe(apiKey.id);
    expect(await accounts.graphql('{ me { id } }', {}, await accessTokenFor(secret))).toMatchObject({
      data: { me: null },
    });
  });

  it('allows what its maker may do, and never to manage staff and keys', async () => {
    const roleOf = '... on StaffRoleCreateSuccess { role { id } }';
    const role = { name: 'Keys', permissions: ['STAFF_MANAGE'] };
    const made = await desk.mutate('staffRoleCreate', role, { token, of: roleOf });
    const keeper = await desk.hire('keeper@example.com', (made['role'] as { id: string }).id);
    const key = { name: 'Too much', permissions: ['STOCK_MANAGE'] };
    const of = '... on StaffPermissionMissingError { permissions }';
    expect(await desk.mutate('apiKeyCreate', key, { token: keeper.tokens.accessToken, of })).toEqual({
      __typename: 'StaffPermissionMissingError',
      permissions: ['STOCK_MANAGE'],
    });
    expect(await make({ permissions: ['STAFF_MANAGE'] })).toEqual({ __typename: 'InvalidInputError' });
    expect(await make({ permissions: [] })).toEqual({ __typename: 'InvalidInputError' });
    const { secret } = await make();
    const { errors } = await accounts.graphql(
      '{ apiKeys { nodes { id } } }',
      {},
      await accessTokenFor(secret),
    );
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('is refused when it is unknown, mistyped or none', async () => {
    const { secret } = await make();
    expect(await trade(`${secret.slice(0, -1)}${secret.endsWith('a') ? 'b' : 'a'}`)).toEqual(refused);
    expect(await trade('cwk_')).toEqual(refused);
    await accounts.database.statements.deleteFrom('apiKeySecrets').execute();
    expect(await trade(secret)).toEqual(refused);
  });

  it('ends for good when it is revoked, with the access tokens that were made with it', async () => {
    const { apiKey, secret } = await make();
    const accessToken = await accessTokenFor(secret);
    expect(await faultOf(accessToken)).toBeUndefined();
    await desk.mutate('apiKeyRevoke', { id: apiKey.id }, { token });
    expect(await faultOf(accessToken)).toBe('REVOKED');
    expect(await trade(secret)).toEqual(refused);
    expect(await desk.mutate('apiKeyRotate', { id: apiKey.id }, { token })).toEqual({
      __typename: 'ApiKeyNotFoundError',
    });
  });

  it('leaves no secret a day after it was revoked, and itself', async () => {
    const { apiKey } = await make();
    const { apiKey: other } = await make();
    await desk.mutate('apiKeyRevoke', { id: apiKey.id }, { token });
    const { prisma, statements } = accounts.database;
    const secretsOf = (keyId: string) => prisma.apiKeySecret.count({ where: { keyId } });
    const soon = accounts.now();
    await purgeSecrets(statements, new Date(soon.getTime() - 60_000));
    expect([await secretsOf(apiKey.id), await secretsOf(other.id)]).toEqual([1, 1]);
    await purgeSecrets(statements, new Date(soon.getTime() + 60_000));
    expect([await secretsOf(apiKey.id), await secretsOf(other.id)]).toEqual([0, 1]);
    expect(await prisma.apiKey.count({ where: { id: apiKey.id } })).toBe(1);
  });

  it('ends with its maker where that is asked for', async () => {
    const manager = await desk.hire('manager@example.com', builtIn.owner);
    const key = { name: 'Left behind', permissions: ['ORDERS_READ'] };
    const of = `... on ApiKeyCreateSuccess { ${keyFields} }`;
    const asked = { token: manager.tokens.accessToken, of };
    const { secret } = (await desk.mutate('apiKeyCreate', key, asked)) as unknown as Made;
    const out = { id: manager.user.id, revokeApiKeys: false };
    await desk.mutate('staffMemberDisable', out, { token });
    expect((await trade(secret)).__typename).toBe('ApiKeySessionCreateSuccess');
    await desk.mutate('staffMemberDisable', { ...out, revokeApiKeys: true }, { token });
    expect(await trade(secret)).toEqual(refused);
  });
});

describe('rotating a key', () => {
  const rotate = async (id: string, overlapMinutes: number): Promise<Made> => {
    const of = `... on ApiKeyRotateSuccess { ${keyFields} }`;
    const asked = { token, of };
    return (await desk.mutate('apiKeyRotate', { id, overlapMinutes }, asked)) as unknown as Made;
  };

  it('lets both secrets in until the overlap is over, and no access token outlives its secret', async () => {
    await using store = await startTestAccounts();
    const own = staffDesk(store);
    const asked = { token: (await own.hire('owner@example.com', builtIn.owner)).tokens.accessToken };
    const made = (await own.mutate(
      'apiKeyCreate',
      { name: 'Turned', permissions: ['ORDERS_READ'] },
      { ...asked, of: `... on ApiKeyCreateSuccess { ${keyFields} }` },
    )) as unknown as Made;
    const rotated = (await own.mutate(
      'apiKeyRotate',
      { id: made.apiKey.id, overlapMinutes: 5 },
      { ...asked, of: `... on ApiKeyRotateSuccess { ${keyFields} }` },
    )) as unknown as Made;
    const tradeIn = (key: string) =>
      own.mutate('apiKeySessionCreate', { key }, { of: '... on ApiKeySessionCreateSuccess { accessToken }' });
    const old = await tradeIn(made.secret);
    const { exp = 0, iat = 0 } = decodeJwt(String(old['accessToken']));
    expect(exp - iat).toBeLessThanOrEqual(5 * 60);
    expect((await tradeIn(rotated.secret)).__typename).toBe('ApiKeySessionCreateSuccess');
    store.advanceSeconds(5 * 60 + 1);
    expect(await tradeIn(made.secret)).toEqual(refused);
    expect((await tradeIn(rotated.secret)).__typename).toBe('ApiKeySessionCreateSuccess');
  });

  it('without overlap ends the secrets of before at once', async () => {
    const { apiKey, secret } = await make();
    const accessToken = await accessTokenFor(secret);
    const next = await rotate(apiKey.id, 0);
    expect(await trade(secret)).toEqual(refused);
    expect(await faultOf(accessToken)).toBe('REVOKED');
    expect((await trade(next.secret)).__typename).toBe('ApiKeySessionCreateSuccess');
  });

  it('takes an overlap of at most a week', async () => {
    const { apiKey } = await make();
    expect(await rotate(apiKey.id, 10_081)).toEqual({ __typename: 'InvalidInputError' });
  });
});

describe('the last use of a key', () => {
  const shown = async (id: string) => {
    const query = `{ apiKeys(first: 100) { nodes {
      id lastUsedAt lastUsedNetwork activeSecretCount createdBy { email } } } }`;
    const { data } = await accounts.graphql(query, {}, token);
    const { nodes } = (data as { apiKeys: { nodes: { id: string }[] } }).apiKeys;
    return nodes.find((node) => node.id === id) as unknown as Record<string, unknown>;
  };

  it('is shown with where it came from, and written once a minute at most', async () => {
    const { apiKey, secret } = await make();
    expect(await shown(apiKey.id)).toMatchObject({ lastUsedAt: null, activeSecretCount: 1 });
    await trade(secret);
    const first = await shown(apiKey.id);
    expect(first).toMatchObject({ lastUsedNetwork: null, createdBy: { email: 'owner@example.com' } });
    expect(first['lastUsedAt']).not.toBeNull();
    accounts.statements.reset();
    await trade(secret);
    expect(await shown(apiKey.id)).toEqual(first);
  });
});
