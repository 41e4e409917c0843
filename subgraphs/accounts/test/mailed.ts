import { emailLinkRequested, passwordResetRequested, type DataOf } from '@cartwright/events';
import { unsealed } from '@cartwright/testing';
import { sql } from 'kysely';
import type { TestAccounts } from './start-test-accounts.ts';

type Mailed = DataOf<typeof emailLinkRequested>;

/** The links that were asked to be mailed to an address, the oldest first; for one purpose where it is given. */
export async function linksTo(
  { database }: Pick<TestAccounts, 'database'>,
  email: string,
  purpose?: Mailed['purpose'],
): Promise<Mailed[]> {
  const { rows } = await sql<{ data: Mailed }>`
    SELECT envelope -> 'data' AS data FROM messaging.outbox
    WHERE type = ${emailLinkRequested.type} AND envelope -> 'data' ->> 'email' = ${email} ORDER BY seq
  `.execute(database.statements);
  return rows
    .map(({ data }) => unsealed(emailLinkRequested, data))
    .filter((link) => purpose === undefined || link.purpose === purpose);
}

/** The token of the newest link to an address; empty where there is none. */
export async function tokenTo(
  accounts: Pick<TestAccounts, 'database'>,
  email: string,
  purpose: Mailed['purpose'],
): Promise<string> {
  return (await linksTo(accounts, email, purpose)).at(-1)?.token ?? '';
}

/** Has a new password mailed to an address, and chooses it. */
export async function resetPassword(
  accounts: Pick<TestAccounts, 'database' | 'graphql'>,
  email: string,
  newPassword: string,
): Promise<void> {
  await accounts.graphql(
    `mutation ($input: CustomerPasswordResetLinkSendInput!) { customerPasswordResetLinkSend(input: $input) { __typename } }`,
    { input: { email } },
  );
  const { rows } = await sql<{ data: { token: string } }>`
    SELECT envelope -> 'data' AS data FROM messaging.outbox
    WHERE type = ${passwordResetRequested.type} AND envelope -> 'data' ->> 'email' = ${email} ORDER BY seq DESC LIMIT 1
  `.execute(accounts.database.statements);
  const [{ data }] = rows as [{ data: { token: string } }];
  const { token } = unsealed(passwordResetRequested, data);
  await accounts.graphql(
    `mutation ($input: CustomerPasswordResetInput!) { customerPasswordReset(input: $input) { __typename } }`,
    { input: { token, newPassword } },
  );
}
