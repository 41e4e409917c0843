import type { CodeMutant } from './mutant.ts';

const accounts = ['accounts'];
const takeOver = 'subgraphs/accounts/src/sessions/use-cases/take-over-guest.ts';
const attempts = 'subgraphs/accounts/src/attempts/rules.ts';
const verifier = 'packages/identity/src/token-verifier.ts';
const whoAsks = ['gateway', 'orders'];

/** Tokens, sessions, passwords, links and keys. */
export const accountMutants: readonly CodeMutant[] = [
  {
    name: 'a guest goes on beside the customer that they became',
    parts: accounts,
    file: takeOver,
    replace: 'await revokeSessions(tx, { userId: claim.guestId }, now());',
    by: 'void revokeSessions; void now;',
    noticedBy: [
      "plants a guest's token and waits until the buyer registers",
      "plants a guest's token and waits until the buyer signs in",
    ],
  },
  {
    name: 'a refresh token that comes again ends nothing',
    parts: accounts,
    file: 'subgraphs/accounts/src/sessions/use-cases/refresh-session.ts',
    replace: 'await revokeByToken(tx, { hash: hashOpaqueToken(refreshToken), isUsed: true }, now);',
    by: 'void revokeByToken;',
    noticedBy: ['refreshes with a refresh token a second time'],
  },
  {
    name: 'sockets outlive their session',
    parts: ['gateway'],
    file: 'gateway/src/websocket/admit-socket.ts',
    replace: 'const stopWatching = watchToken(viewer, (end) => refuse(socket, closeCodesOfEnds[end]));',
    by: 'const stopWatching = () => undefined; void watchToken; void closeCodesOfEnds;',
    noticedBy: ['goes on listening over WebSocket after its owner has logged out'],
  },
  {
    name: 'streams outlive their session',
    parts: ['gateway', 'orders'],
    file: 'packages/identity/src/token-watch.ts',
    replace: "const cancelEnd = endedSessions.onEnd(viewer.sessionId, over('REVOKED'));",
    by: 'const cancelEnd = (): void => void endedSessions;',
    noticedBy: [
      'goes on listening over SSE after its owner has logged out',
      'goes on listening over multipart after its owner was disabled',
    ],
  },
  {
    name: 'passwords may be guessed from one address for ever',
    parts: accounts,
    file: attempts,
    replace: 'const stranger: AttemptPolicy = { free: 5,',
    by: 'const stranger: AttemptPolicy = { free: 5_000,',
    noticedBy: ['guesses the password of one account from one address'],
  },
  {
    name: 'passwords may be guessed from many networks for ever',
    parts: accounts,
    file: attempts,
    replace: 'const strangers: AttemptPolicy = { free: 20,',
    by: 'const strangers: AttemptPolicy = { free: 5_000,',
    noticedBy: ['guesses the password of one account from twelve networks'],
  },
  {
    name: 'sign-ins are not counted by address',
    parts: ['gateway'],
    file: 'gateway/src/rate/rate-limits.ts',
    replace: 'perMinute(`rate:sign-in:${address}`, guesses, signInsPerMinute),',
    by: '',
    noticedBy: ['says with each request that it was forwarded from somewhere else'],
  },
  {
    name: 'keys of machines may be guessed for ever',
    parts: ['gateway'],
    file: 'gateway/src/api-keys/api-key-tokens.ts',
    replace: 'await rates.countOperation({ viewer: null, clientAddress }, asked);',
    by: 'void rates; void asked;',
    noticedBy: ['guesses the keys of machines'],
  },
  {
    name: 'orders may be looked up for ever',
    parts: ['orders'],
    file: 'subgraphs/orders/src/lookup/rules.ts',
    replace: 'const all: AttemptPolicy = { free: 50,',
    by: 'const all: AttemptPolicy = { free: 5_000,',
    noticedBy: ['guesses the address of an order from many networks'],
  },
  {
    name: 'tokens never expire',
    parts: whoAsks,
    file: verifier,
    replace: '      currentDate,\n    });',
    by: '      currentDate: new Date(0),\n    });',
    noticedBy: ['sends a staff token that has expired'],
  },
  {
    name: 'tokens are good wherever they are meant for',
    parts: whoAsks,
    file: verifier,
    replace: 'audience: tokenIssuer,',
    by: '',
    noticedBy: ['sends a staff token for another audience'],
  },
  {
    name: 'tokens are good whoever made them',
    parts: whoAsks,
    file: verifier,
    replace: 'issuer: tokenIssuer,',
    by: '',
    noticedBy: ['sends a staff token of another issuer'],
  },
  {
    name: 'whatever is signed is a token',
    parts: whoAsks,
    file: verifier,
    replace: 'typ: tokenType,',
    by: '',
    noticedBy: ['sends a staff token of another kind (typ)'],
  },
  {
    name: 'links for a new password work again and again',
    parts: accounts,
    file: 'subgraphs/accounts/src/passwords/repository.ts',
    // Whoever uses a link up and whoever deletes all of a user's.
    replace: `  const { numDeletedRows } = await tx
    .deleteFrom('passwordResets')
    .where('tokenHash', '=', tokenHash)
    .where('expiresAt', '>', now)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Deletes all links of a user. */
export async function deleteResetsOf(tx: Transaction<Tables>, userId: string): Promise<void> {
  await tx.deleteFrom('passwordResets').where('userId', '=', userId).execute();`,
    by: `  return (await findReset(tx, tokenHash, now)) !== undefined;
}

export async function deleteResetsOf(tx: Transaction<Tables>, userId: string): Promise<void> {
  await Promise.resolve([tx, userId]);`,
    noticedBy: ['uses the link for a new password a second time'],
  },
  {
    name: 'a link confirms whoever brings it',
    parts: accounts,
    file: 'subgraphs/accounts/src/email/repository.ts',
    replace: 'eb.and({ tokenHash, purpose, ...(userId !== undefined && { userId }) })',
    by: 'eb.and({ tokenHash, purpose, ...(userId === tokenHash && { userId }) })',
    noticedBy: ["confirms an address with another's link, and a second time"],
  },
  {
    name: 'links for a new password are mailed without end',
    parts: accounts,
    file: 'subgraphs/accounts/src/passwords/rules.ts',
    replace: 'export const maxOpenResets = 3;',
    by: 'export const maxOpenResets = 300;',
    noticedBy: ["has links for a new password mailed to somebody's mailbox without end"],
  },
  {
    name: 'a mailbox gets as many mails as somebody likes',
    parts: ['notifications'],
    file: 'subgraphs/notifications/src/announcing/rules/mail-limit.ts',
    replace: 'const maxAskedPerHour = 5;',
    by: 'const maxAskedPerHour = 1_000;',
    noticedBy: ["fills somebody's mailbox under many spellings of its address"],
  },
  {
    name: 'strangers are greeted by what somebody typed',
    parts: ['notifications'],
    file: 'subgraphs/notifications/src/announcing/use-cases.ts',
    replace: 'firstName === undefined || !isConfirmed ? null',
    by: 'firstName === undefined ? null',
    noticedBy: ["registers somebody else's address with words and a host of their own"],
  },
  {
    name: 'names may be links',
    parts: accounts,
    file: 'packages/input/src/links.ts',
    replace: 'given === null || !holdsLink(given);',
    by: "given === null || holdsLink.name !== '' || given === '';",
    noticedBy: ['has the shop mail a link that they typed as a name'],
  },
  {
    name: 'refusals of staff leave no line in the trail',
    parts: ['products'],
    file: 'packages/subgraph/src/refusals.ts',
    replace: 'if (permission !== null) await log.note(viewer, { ...refusal, permission });',
    by: "if (permission === null) await log.note(viewer, { ...refusal, permission: 'STOCK_MANAGE' });",
    noticedBy: ['tries as support what it may not, and leaves no trace'],
  },
  {
    name: 'no payment is judged',
    parts: ['payments'],
    file: 'subgraphs/payments/src/fraud/rules/assess-risk.ts',
    replace: "if (reasons.length === 0) return { decision: 'ACCEPT', reasons };",
    by: "if (reasons.length >= 0) return { decision: 'ACCEPT', reasons };",
    noticedBy: [
      'pays with one card from many accounts',
      'tries one stolen card after the other from one account',
    ],
  },
];
