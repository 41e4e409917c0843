import { message, passwordResetRequested } from '@cartwright/events';
import { hashOpaqueToken, newOpaqueToken } from '@cartwright/identity';
import type { InvalidInput } from '@cartwright/input';
import { findCredentials, lockUser } from '../../users/door.ts';
import type { Dependencies } from '../dependencies.ts';
import { countResets, insertReset } from '../repository.ts';
import { maxOpenResets, readAddress, resetTtlMs } from '../rules.ts';

/** Mails a link that sets another password to a customer, if the address is one's; nobody is told whether. @throws RATE_LIMITED */
export async function sendResetLink(
  dependencies: Dependencies,
  { network, ...typed }: { readonly email: string; readonly network: string | null },
): Promise<{ readonly kind: 'sent' } | InvalidInput> {
  const read = readAddress(typed);
  if (read.kind === 'invalid-input') return read;
  await dependencies.attempts.begin({ kind: 'reset-link', email: read.value.email, network });
  const found = await findCredentials(dependencies.database.statements, read.value.email);
  if (found !== undefined) await mailLink(dependencies, { ...found.user, email: read.value.email });
  return { kind: 'sent' };
}

/** So that nobody can fill somebody's mailbox, only so many links work at a time. */
async function mailLink(
  { transact, now, newId }: Dependencies,
  { id: userId, email, locale }: { readonly id: string; readonly email: string; readonly locale: string },
): Promise<void> {
  const token = newOpaqueToken();
  await transact(async (tx, send) => {
    await lockUser(tx, userId);
    if ((await countResets(tx, userId, now())) >= maxOpenResets) return;
    const expiresAt = new Date(now().getTime() + resetTtlMs);
    await insertReset(tx, { tokenHash: hashOpaqueToken(token), userId, expiresAt });
    const request = { requestId: newId(), customerId: userId, email, locale, token };
    send(message(passwordResetRequested, { ...request, expiresAt: expiresAt.toISOString() }));
  });
}
