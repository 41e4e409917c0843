import { decodeJwt } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { builtIn, staffDesk } from '../../test/staff-desk.ts';
import { startTestAccounts, type TestAccounts } from '../../test/start-test-accounts.ts';
import { goodPassword, type SessionAnswer } from '../../test/visitor.ts';
import { purgeInvitations } from './repository/invitations.ts';

let accounts: TestAccounts;
let desk: ReturnType<typeof staffDesk>;
let owner: SessionAnswer;
let token: string;
let lead: SessionAnswer;
beforeAll(async () => {
  accounts = await startTestAccounts();
  desk = staffDesk(accounts);
  owner = await desk.hire('owner@example.com', builtIn.owner);
  token = owner.tokens.accessToken;
  lead = await desk.hire('lead@example.com', await roleFor('Lead', ['STAFF_MANAGE', 'ORDERS_READ']));
});
afterAll(() => accounts[Symbol.asyncDispose]());

const roleFields = '... on StaffRoleCreateSuccess { role { id } }';
const missing = '... on StaffPermissionMissingError { permissions }';

async function roleFor(name: string, permissions: readonly string[]): Promise<string> {
  const { role } = await desk.mutate('staffRoleCreate', { name, permissions }, { token, of: roleFields });
  return (role as { id: string }).id;
}

const permissionsIn = (accessToken: string) => decodeJwt(accessToken)['permissions'] ?? [];

const faultOf = async (accessToken: string) => {
  const { errors } = await accounts.graphql('{ me { id } }', {}, accessToken);
  return errors?.[0]?.extensions['accessToken'];
};

describe('what a member of the staff may do', () => {
  it('is what their roles allow together, in the token and to be asked for', async () => {
    const { tokens } = await desk.hire('both@example.com', builtIn.support, builtIn.warehouse);
    const allowed = permissionsIn(tokens.accessToken) as string[];
    expect(allowed).toEqual(expect.arrayContaining(['CUSTOMERS_READ', 'ORDERS_READ', 'STOCK_MANAGE']));
    expect(allowed).not.toContain('STAFF_MANAGE');
    const { data } = await accounts.graphql('{ me { permissions } }', {}, tokens.accessToken);
    expect((data as { me: { permissions: string[] } }).me.permissions.toSorted()).toEqual(allowed.toSorted());
  });

  it('is nothing without a role, and nothing for a customer', async () => {
    const nobody = await desk.hire('idle@example.com');
    const customer = await desk.visitor.register('shopper@example.com');
    expect(permissionsIn(nobody.tokens.accessToken)).toEqual([]);
    expect(permissionsIn(customer.tokens.accessToken)).toEqual([]);
    const { errors } = await accounts.graphql('{ staffRoles { id } }', {}, customer.tokens.accessToken);
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('changes with the role: the access token is over at once, the session goes on', async () => {
    const id = await roleFor('Shelves', ['STOCK_MANAGE', 'ORDERS_READ']);
    const { tokens, user } = await desk.hire('shelves@example.com', id);
    const input = { id, permissions: ['ORDERS_READ'] };
    expect(await desk.mutate('staffRoleUpdate', input, { token })).toMatchObject({
      __typename: 'StaffRoleUpdateSuccess',
    });
    expect(await faultOf(tokens.accessToken)).toBe('REVOKED');
    const next = await desk.visitor.refresh(tokens.refreshToken);
    expect(next.user.id).toBe(user.id);
    expect(permissionsIn(next.tokens.accessToken)).toEqual(['ORDERS_READ']);
    expect(await faultOf(next.tokens.accessToken)).toBeUndefined();
    const further = await desk.visitor.refresh(next.tokens.refreshToken);
    expect(further.__typename).toBe('SessionCreateSuccess');
  });

  it('changes with the roles of the member, whoever refreshes meanwhile', async () => {
    const { tokens, user } = await desk.hire('moves@example.com', builtIn.warehouse);
    const input = { id: user.id, roleIds: [builtIn.support] };
    const [set, raced] = await Promise.all([
      desk.mutate('staffMemberRolesSet', input, { token }),
      desk.visitor.refresh(tokens.refreshToken),
    ]);
    expect([set.__typename, raced.__typename]).toEqual([
      'StaffMemberRolesSetSuccess',
      'SessionCreateSuccess',
    ]);
    const next = await desk.visitor.refresh(raced.tokens.refreshToken);
    expect(permissionsIn(next.tokens.accessToken)).not.toContain('STOCK_MANAGE');
    const mayStill = permissionsIn(raced.tokens.accessToken) as string[];
    expect(mayStill.includes('STOCK_MANAGE')).toBe((await faultOf(raced.tokens.accessToken)) === 'REVOKED');
  });
});

describe('least privilege', () => {
  it('lets nobody give what they may not do themselves', async () => {
    const asked = { token: lead.tokens.accessToken, of: missing };
    const role = { name: 'More', permissions: ['ORDERS_READ', 'STOCK_MANAGE'] };
    const refused = { __typename: 'StaffPermissionMissingError', permissions: ['STOCK_MANAGE'] };
    expect(await desk.mutate('staffRoleCreate', role, asked)).toEqual(refused);
    const change = { id: builtIn.warehouse, permissions: ['ORDERS_READ'] };
    expect(await desk.mutate('staffRoleUpdate', change, asked)).toEqual(refused);
    const other = await desk.hire('other@example.com', builtIn.warehouse);
    const more = { id: other.user.id, roleIds: [builtIn.warehouse] };
    expect(await desk.mutate('staffMemberRolesSet', more, asked)).toEqual(refused);
    const friend = { email: 'friend@example.com', roleIds: [builtIn.warehouse] };
    expect(await desk.mutate('staffInvite', friend, asked)).toEqual(refused);
  });

  it('lets only owners touch owners, however many permissions somebody has', async () => {
    const { data } = await accounts.graphql('{ me { permissions } }', {}, token);
    const all = (data as { me: { permissions: string[] } }).me.permissions;
    const almost = await desk.hire('almost@example.com', await roleFor('Almost an owner', all));
    const asked = { token: almost.tokens.accessToken, of: missing };
    const refused = { __typename: 'StaffPermissionMissingError', permissions: [] };
    const other = await desk.hire('nobody-yet@example.com');
    const raised = { id: other.user.id, roleIds: [builtIn.owner] };
    expect(await desk.mutate('staffMemberRolesSet', raised, asked)).toEqual(refused);
    const out = { id: owner.user.id, revokeApiKeys: false };
    expect(await desk.mutate('staffMemberDisable', out, asked)).toEqual(refused);
  });

  it('lets nobody change what they may do themselves, and has on record who tried', async () => {
    const own = [
      { user: owner.user, token, roleIds: [builtIn.owner] },
      { user: lead.user, token: lead.tokens.accessToken, roleIds: [] },
    ];
    for (const { user, token: asking, roleIds } of own) {
      const changed = await desk.mutate('staffMemberRolesSet', { id: user.id, roleIds }, { token: asking });
      expect(changed).toEqual({ __typename: 'OwnRolesError' });
      expect(await faultOf(asking)).toBeUndefined();
      const { rows } = await sql`
        SELECT operation, permission FROM audit.entries WHERE outcome = 'REFUSED' AND staff_id = ${user.id}
          AND target = ${user.id}::text
      `.execute(accounts.database.statements);
      expect(rows).toEqual([{ operation: 'staffMemberRolesSet', permission: 'STAFF_MANAGE' }]);
    }
  });

  it('keeps the last owner, also from themself, and the owner’s role', async () => {
    const out = { id: owner.user.id, revokeApiKeys: false };
    expect(await desk.mutate('staffMemberDisable', out, { token })).toEqual({ __typename: 'LastOwnerError' });
    const role = { id: builtIn.owner, permissions: [] };
    expect(await desk.mutate('staffRoleUpdate', role, { token })).toEqual({
      __typename: 'StaffRoleProtectedError',
    });
    expect(await faultOf(token)).toBeUndefined();
  });

  it('lets one of two owners go, and not both at once', async () => {
    await using store = await startTestAccounts();
    const two = staffDesk(store);
    const owners = await Promise.all(
      ['one@example.com', 'two@example.com'].map((email) => two.hire(email, builtIn.owner)),
    );
    const ends = await Promise.all(
      owners.map(({ user, tokens }) =>
        two.mutate('staffMemberDisable', { id: user.id, revokeApiKeys: true }, { token: tokens.accessToken }),
      ),
    );
    const kinds = ends.map(({ __typename }) => __typename).toSorted();
    expect(kinds).toEqual(['LastOwnerError', 'StaffMemberDisableSuccess']);
  });
});

describe('roles', () => {
  it('have names of their own, whatever the capitals', async () => {
    const role = { name: 'SUPPORT', permissions: [] };
    expect(await desk.mutate('staffRoleCreate', role, { token })).toEqual({
      __typename: 'StaffRoleNameTakenError',
    });
    const unnamed = { name: ' ', permissions: [] };
    expect(await desk.mutate('staffRoleCreate', unnamed, { token })).toEqual({
      __typename: 'InvalidInputError',
    });
  });

  it('are deleted when nobody has them', async () => {
    const id = await roleFor('Passing', []);
    const { user } = await desk.hire('passing@example.com', id);
    const of = '... on StaffRoleInUseError { memberCount }';
    expect(await desk.mutate('staffRoleDelete', { id }, { token, of })).toEqual({
      __typename: 'StaffRoleInUseError',
      memberCount: 1,
    });
    await desk.mutate('staffMemberRolesSet', { id: user.id, roleIds: [] }, { token });
    expect(await desk.mutate('staffRoleDelete', { id }, { token })).toMatchObject({
      __typename: 'StaffRoleDeleteSuccess',
    });
    expect(await desk.mutate('staffRoleDelete', { id }, { token })).toMatchObject({
      __typename: 'StaffRoleNotFoundError',
    });
  });
});

describe('an invitation', () => {
  const accept = (mailed: string) =>
    desk.mutate('staffInvitationAccept', { token: mailed, password: goodPassword, firstName: 'Noor' });
  const invite = (email: string, roleIds: readonly string[] = [builtIn.support]) =>
    desk.mutate(
      'staffInvite',
      { email, roleIds },
      { token, of: '... on StaffInviteSuccess { invitation { id roles { name } } }' },
    );

  it('makes a member of the staff of who reads the mail, once', async () => {
    expect(await invite('Noor@Example.com')).toMatchObject({
      invitation: { roles: [{ name: 'Support' }] },
    });
    const [mailed = ''] = await desk.mailedTo('noor@example.com');
    expect(await accept(mailed)).toEqual({ __typename: 'StaffInvitationAcceptSuccess' });
    expect(await accept(mailed)).toEqual({ __typename: 'StaffInvitationTokenInvalidError' });
    const { user, tokens } = await desk.visitor.signIn('noor@example.com', goodPassword);
    expect(user.role).toBe('STAFF');
    expect(permissionsIn(tokens.accessToken)).toContain('ORDERS_READ');
    const hidden = await accounts.database.statements.selectFrom('staffInvitations').selectAll().execute();
    expect(hidden.filter(({ email }) => email === 'noor@example.com')).toEqual([]);
  });

  it('is stored as a hash, replaced by the next one, taken back, and over after three days', async () => {
    await invite('late@example.com');
    await invite('late@example.com');
    const [first = '', second = ''] = await desk.mailedTo('late@example.com');
    const stored = await accounts.database.statements.selectFrom('staffInvitations').selectAll().execute();
    expect(JSON.stringify(stored)).not.toContain(second);
    expect(await accept(first)).toEqual({ __typename: 'StaffInvitationTokenInvalidError' });
    const { invitation } = await invite('late@example.com');
    const { id } = invitation as { id: string };
    await desk.mutate('staffInvitationRevoke', { id }, { token });
    for (const mailed of await desk.mailedTo('late@example.com')) {
      expect(await accept(mailed)).toEqual({ __typename: 'StaffInvitationTokenInvalidError' });
    }
  });

  it('is forgotten a month after it ended, with the address', async () => {
    await invite('forgotten@example.com');
    const { prisma, statements } = accounts.database;
    const left = () => prisma.staffInvitation.count({ where: { email: 'forgotten@example.com' } });
    const { expiresAt } = await prisma.staffInvitation.findFirstOrThrow({
      where: { email: 'forgotten@example.com' },
    });
    await purgeInvitations(statements, expiresAt);
    expect(await left()).toBe(1);
    await purgeInvitations(statements, new Date(expiresAt.getTime() + 1));
    expect(await left()).toBe(0);
  });

  it('is for addresses without an account, and makes nobody staff by the account they shop with', async () => {
    await desk.visitor.register('buyer@example.com');
    expect(await invite('buyer@example.com')).toEqual({ __typename: 'StaffEmailTakenError' });
    await invite('quick@example.com');
    const shopper = await desk.visitor.register('quick@example.com');
    const [mailed = ''] = await desk.mailedTo('quick@example.com');
    expect(await accept(mailed)).toEqual({ __typename: 'StaffEmailTakenError' });
    expect((await desk.visitor.refresh(shopper.tokens.refreshToken)).user.role).toBe('CUSTOMER');
  });

  it('names roles that there are', async () => {
    const unknown = '01990000-0000-7000-8000-00000000ffff';
    expect(await invite('some@example.com', [unknown])).toEqual({ __typename: 'StaffRoleNotFoundError' });
    expect(await invite('some@example.com', [])).toEqual({ __typename: 'InvalidInputError' });
  });
});

describe('a member who is kept out', () => {
  it('is out at once, cannot sign in, and comes back with the same roles', async () => {
    const { user, tokens } = await desk.hire('leaver@example.com', builtIn.support);
    const out = { id: user.id, revokeApiKeys: true };
    await desk.mutate('staffMemberDisable', out, { token });
    expect(await faultOf(tokens.accessToken)).toBe('REVOKED');
    expect((await desk.visitor.refresh(tokens.refreshToken)).__typename).toBe('InvalidRefreshTokenError');
    const refused = await desk.visitor.signIn('leaver@example.com', goodPassword);
    expect(refused.__typename).toBe('InvalidCredentialsError');
    await desk.mutate('staffMemberEnable', { id: user.id }, { token });
    const back = await desk.visitor.signIn('leaver@example.com', goodPassword);
    expect(permissionsIn(back.tokens.accessToken)).toContain('ORDERS_READ');
  });

  it('has sent invitations for nothing', async () => {
    const { user, tokens } = await desk.hire(
      'inviter@example.com',
      await roleFor('Inviter', ['STAFF_MANAGE']),
    );
    const nothing = await roleFor('Nothing yet', []);
    const invitation = { email: 'mole@example.com', roleIds: [nothing] };
    await desk.mutate('staffInvite', invitation, { token: tokens.accessToken });
    await desk.mutate('staffMemberDisable', { id: user.id, revokeApiKeys: true }, { token });
    const [mailed = ''] = await desk.mailedTo('mole@example.com');
    const acceptance = { token: mailed, password: goodPassword, firstName: 'Mole' };
    expect(await desk.mutate('staffInvitationAccept', acceptance)).toEqual({
      __typename: 'StaffInvitationTokenInvalidError',
    });
  });

  it('is none of the customers', async () => {
    const { user } = await desk.visitor.register('customer@example.com');
    const out = { id: user.id, revokeApiKeys: true };
    expect(await desk.mutate('staffMemberDisable', out, { token })).toEqual({
      __typename: 'StaffMemberNotFoundError',
    });
  });
});

it('leaves a line in the trail for what was done, and none for what was refused', async () => {
  const before = await desk.trail();
  const id = await roleFor('Traced', ['ORDERS_READ']);
  const asked = { token: lead.tokens.accessToken };
  await desk.mutate('staffRoleUpdate', { id: builtIn.warehouse, permissions: [] }, asked);
  await desk.mutate('staffRoleDelete', { id }, { token });
  const added = (await desk.trail()).slice(before.length);
  expect(added).toEqual(
    ['staffRoleCreate', 'staffRoleDelete'].map((operation) => ({
      operation,
      staffId: owner.user.id,
      target: id,
    })),
  );
});
