import { openDatabase } from '@cartwright/database';
import { baseConfigShape, readConfig } from '@cartwright/process';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import type { Tables } from './generated/tables.ts';
import { inviteFirstOwner, type InviteFirstOwnerOutcome } from './staff/door.ts';

const environment = z.object({
  DATABASE_URL: baseConfigShape.DATABASE_URL,
  /** Where the page is that accepts invitations. */
  SHOP_URL: z.url().default('http://localhost:4000'),
});

/** `node subgraphs/accounts/src/invite-owner.ts <e-mail address>`: prints the link with which the first owner of a store begins. */
async function run(address: string): Promise<number> {
  const { DATABASE_URL, SHOP_URL } = readConfig(environment);
  const database = openDatabase<Tables>(DATABASE_URL);
  try {
    const parts = { database, now: () => new Date(), newId: () => uuidv7() };
    const outcome = await inviteFirstOwner(parts, address);
    const print = outcome.kind === 'invited' ? console.log : console.error;
    print(describe(outcome, SHOP_URL));
    return outcome.kind === 'invited' ? 0 : 1;
  } finally {
    await database.close();
  }
}

function describe(outcome: InviteFirstOwnerOutcome, shopUrl: string): string {
  switch (outcome.kind) {
    case 'invited':
      return [
        `This link makes an owner of the store of whoever opens it first, until ${outcome.expiresAt.toISOString()}:`,
        `${shopUrl}/staff-invitation?token=${outcome.token}`,
        'The page there calls `staffInvitationAccept(input: { token, password, firstName })`.',
      ].join('\n');
    case 'no-address':
      return 'Name one e-mail address: npm run staff:invite-owner -- owner@shop.example';
    case 'email-taken':
      return 'Somebody has an account with this e-mail address. Staff have accounts of their own: name another one.';
    case 'has-owner':
      return 'The store has an owner, who invites others with `staffInvite`.';
  }
}

process.exitCode = await run(process.argv[2] ?? '');
