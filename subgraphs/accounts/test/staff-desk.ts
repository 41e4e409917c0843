import type { DataOf } from '@cartwright/events';
import { staffInvited } from '@cartwright/events';
import { unsealed } from '@cartwright/testing';
import { sql } from 'kysely';
import { addMemberships } from '../src/roles/door.ts';
import type { TestAccounts } from './start-test-accounts.ts';
import { goodPassword, visitorTo, type SessionAnswer } from './visitor.ts';

/** What a mutation answers, as far as a test has asked for it. */
export interface Answer {
  readonly __typename: string;
  readonly [field: string]: unknown;
}

/** The ids of roles that every store begins with. */
export const builtIn = {
  owner: '01990000-0000-7000-8000-0000000000a0',
  support: '01990000-0000-7000-8000-0000000000a1',
  warehouse: '01990000-0000-7000-8000-0000000000a3',
} as const;

/** What managers of the staff do, each as one call. */
export function staffDesk(accounts: TestAccounts) {
  const { graphql, database } = accounts;
  const visitor = visitorTo(accounts);

  /** Sends a mutation; `selection` is what is asked of the answer beside its type. */
  const mutate = async (name: string, input: object, { token, of }: Asked = {}): Promise<Answer> => {
    const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${of ?? ''} } }`;
    const { data, errors } = await graphql(query, { input }, token);
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return (data as Record<string, Answer>)[name] as Answer;
  };

  /** Somebody of the staff with these roles, who has signed in. */
  const hire = async (email: string, ...roleIds: string[]): Promise<SessionAnswer> => {
    const { user } = await visitor.register(email);
    await database.prisma.user.update({ where: { id: user.id }, data: { role: 'STAFF' } });
    const memberships = roleIds.map((roleId) => ({ userId: user.id, roleId }));
    await addMemberships(database.statements, memberships);
    return visitor.signIn(email, goodPassword);
  };

  /** The tokens that were mailed to an address, the oldest first. */
  const mailedTo = async (email: string): Promise<string[]> => {
    const { rows } = await sql<{ data: DataOf<typeof staffInvited> }>`
      SELECT envelope -> 'data' AS data FROM messaging.outbox
      WHERE type = ${staffInvited.type} AND envelope -> 'data' ->> 'email' = ${email} ORDER BY id
    `.execute(database.statements);
    return rows.map(({ data }) => unsealed(staffInvited, data).token);
  };

  /** What the trail says was done, the oldest first. */
  const trail = async (): Promise<{ operation: string; staffId: string; target: string }[]> => {
    const { rows } = await sql<{ operation: string; staffId: string; target: string }>`
      SELECT operation, staff_id, target FROM audit.entries WHERE outcome = 'DONE' ORDER BY position
    `.execute(database.statements);
    return rows;
  };

  return { mutate, hire, mailedTo, trail, visitor };
}

interface Asked {
  readonly token?: string;
  readonly of?: string;
}
