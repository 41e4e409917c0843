import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { builtIn, staffDesk } from '../../test/staff-desk.ts';
import { goodPassword, visitorTo } from '../../test/visitor.ts';

let accounts: TestAccounts;
let visitor: ReturnType<typeof visitorTo>;
beforeAll(async () => {
  accounts = await startTestAccounts();
  visitor = visitorTo(accounts);
});
afterAll(() => accounts[Symbol.asyncDispose]());

interface ShownSession {
  readonly id: string;
  readonly deviceName: string | null;
  readonly isCurrent: boolean;
  readonly lastUsedAt: string | null;
}

async function list(token: string): Promise<readonly ShownSession[]> {
  const query = '{ me { sessions { id deviceName isCurrent lastUsedAt } } }';
  const { data } = await accounts.graphql(query, {}, token);
  return (data as { me: { sessions: readonly ShownSession[] } }).me.sessions;
}

async function run(mutation: string, token: string): Promise<unknown> {
  const { data, errors } = await accounts.graphql(`mutation { ${mutation} }`, {}, token);
  if (errors !== undefined) throw new Error(JSON.stringify(errors));
  return data;
}

const isOver = async (token: string) => {
  const { errors } = await accounts.graphql('{ me { id } }', {}, token);
  return errors?.[0]?.extensions['accessToken'] === 'REVOKED';
};

/** The access tokens of a customer who has signed in on so many devices, the last one last. */
async function signedIn(email: string, count: number): Promise<string[]> {
  const { tokens } = await visitor.register(email);
  const found = [tokens.accessToken];
  for (let number = 1; number < count; number += 1) {
    found.push((await visitor.signIn(email, goodPassword)).tokens.accessToken);
  }
  return found;
}

describe('the sessions of a user', () => {
  it('are listed by device, the newest first, and say which one asks', async () => {
    const { tokens } = await visitor.register('devices@example.com');
    const query = `mutation { sessionCreate(input: { email: "devices@example.com", password: "${goodPassword}" }) {
      ... on SessionCreateSuccess { tokens { accessToken } } } }`;
    await accounts.signedPost('/graphql', { query }, { 'user-agent': 'cartwright-app/4.2' });
    await visitor.refresh(tokens.refreshToken);
    expect(await list(tokens.accessToken)).toEqual([
      {
        id: expect.any(String) as string,
        deviceName: 'cartwright-app/4.2',
        isCurrent: false,
        lastUsedAt: null,
      },
      {
        id: expect.any(String) as string,
        deviceName: expect.any(String) as string,
        isCurrent: true,
        lastUsedAt: expect.any(String) as string,
      },
    ]);
  });

  it('are shown to nobody else, not to staff either', async () => {
    const { user, tokens } = await visitor.register('private@example.com');
    const { tokens: staffTokens } = await staffDesk(accounts).hire('staff@example.com', builtIn.support);
    const query = `{ user(id: "${user.id}") { email sessions { id } } }`;
    const { data } = await accounts.graphql(query, {}, staffTokens.accessToken);
    expect(data).toEqual({ user: { email: 'private@example.com', sessions: null } });
    expect(await list(tokens.accessToken)).toHaveLength(1);
  });

  it('are without those that are over and those that can no longer be renewed', async () => {
    await using later = await startTestAccounts();
    const customer = visitorTo(later);
    await customer.register('long.ago@example.com');
    later.advanceDays(31);
    const { tokens: left } = await customer.signIn('long.ago@example.com', goodPassword);
    const { tokens } = await customer.signIn('long.ago@example.com', goodPassword);
    await customer.signOut(left.refreshToken);
    const { data } = await later.graphql('{ me { sessions { isCurrent } } }', {}, tokens.accessToken);
    expect(data).toEqual({ me: { sessions: [{ isCurrent: true }] } });
  });
});

describe('revoking', () => {
  it('ends one session and no other', async () => {
    const [phone = '', tablet = '', own = ''] = await signedIn('revoking@example.com', 3);
    const [lost] = (await list(phone)).filter(({ isCurrent }) => isCurrent);
    const revoke = `sessionRevoke(input: { id: "${lost?.id ?? ''}" }) { user { sessions { id } } }`;
    const { sessionRevoke } = (await run(revoke, own)) as {
      sessionRevoke: { user: { sessions: { id: string }[] } };
    };
    expect(sessionRevoke.user.sessions.map(({ id }) => id)).not.toContain(lost?.id);
    expect(await Promise.all([phone, tablet, own].map(isOver))).toEqual([true, false, false]);
  });

  it('leaves somebody else’s session alone', async () => {
    const [victim = ''] = await signedIn('victim@example.com', 1);
    const [thief = ''] = await signedIn('thief@example.com', 1);
    const [session] = await list(victim);
    await run(`sessionRevoke(input: { id: "${session?.id ?? ''}" }) { user { id } }`, thief);
    await run('sessionRevokeAll(input: {}) { user { id } }', thief);
    expect(await Promise.all([victim, thief].map(isOver))).toEqual([false, true]);
  });

  it('ends all, or all but the one that asks', async () => {
    const [first = '', second = '', own = ''] = await signedIn('everywhere@example.com', 3);
    await run('sessionRevokeAll(input: { keepCurrent: true }) { user { id } }', own);
    expect(await Promise.all([first, second, own].map(isOver))).toEqual([true, true, false]);
    await run('sessionRevokeAll(input: {}) { user { email sessions { id } } }', own);
    expect(await isOver(own)).toBe(true);
  });
});
