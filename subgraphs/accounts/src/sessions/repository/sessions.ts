import {
  anyOf,
  changeLater,
  deleteBatch,
  insertOnce,
  insertRows,
  type Rows,
  type Statements,
  type StatementSample,
  type Transaction,
} from '@cartwright/database';
import type { ExpressionBuilder, Insertable, Selectable } from 'kysely';
import type { Tables } from '../../generated/tables.ts';

/** A session that has not ended. */
export type LiveSession = Readonly<
  Pick<Selectable<Tables['sessions']>, 'id' | 'userId' | 'guestId' | 'authenticationMethods'>
>;

/** A refresh token as it is stored: its hash, and until when it works. */
export type StoredToken = Pick<Insertable<Tables['refreshTokens']>, 'hash' | 'expiresAt'>;

/** A session as it begins; `userAgent` is null where the client does not say what it is. */
export type NewSession = LiveSession &
  Readonly<Pick<Selectable<Tables['sessions']>, 'userAgent' | 'createdAt'>>;

/** A session that begins, with its first refresh token. */
export interface BegunSession {
  readonly session: NewSession;
  readonly refresh: StoredToken;
}

/** Stores new sessions with their first refresh tokens, with what the transaction sends next. */
export async function insertSessions(tx: Transaction<Tables>, begun: readonly BegunSession[]): Promise<void> {
  const [session, ...sessions] = begun.map((one) => one.session);
  const [token, ...tokens] = begun.map(({ session: { id: sessionId }, refresh: { hash, expiresAt } }) => {
    return { hash, expiresAt, sessionId };
  });
  if (session === undefined || token === undefined) return;
  await changeLater(tx, insertNew.queryFor(tx, [session, ...sessions]));
  await changeLater(tx, insertTokens.queryFor(tx, [token, ...tokens]));
}

const insertNew = insertOnce((db: Statements<Tables>, sessions: Rows<NewSession>) =>
  insertRows(db, 'sessions', sessions),
);

const insertTokens = insertOnce((db: Statements<Tables>, tokens: Rows<Insertable<Tables['refreshTokens']>>) =>
  insertRows(db, 'refreshTokens', tokens),
);

/** Ends the session that a refresh token belongs to, if there is one; with `isUsed` only when the token was used. */
export async function revokeByToken(
  db: Statements<Tables>,
  { hash, isUsed = false }: { readonly hash: string; readonly isUsed?: boolean },
  revokedAt: Date,
): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ revokedAt })
    .where('revokedAt', 'is', null)
    .where('id', 'in', (token) =>
      token
        .selectFrom('refreshTokens')
        .select('sessionId')
        .where('hash', '=', hash)
        .$if(isUsed, (used) => used.where('usedAt', 'is not', null)),
    )
    .execute();
}

/** The sessions of users that can be renewed. */
export function findRenewable(
  tx: Transaction<Tables>,
  userIds: readonly string[],
  now: Date,
): Promise<Selectable<Tables['sessions']>[]> {
  return tx
    .selectFrom('sessions as session')
    .selectAll('session')
    .where('userId', '=', anyOf(userIds))
    .where('revokedAt', 'is', null)
    .where((eb) => isRenewable(eb, now))
    .execute();
}

/** Lets a session go on by another id, with its refresh tokens. */
export async function continueSession(
  tx: Transaction<Tables>,
  session: Selectable<Tables['sessions']>,
  newId: string,
): Promise<void> {
  await tx
    .insertInto('sessions')
    .values({ ...session, id: newId })
    .execute();
  await tx
    .updateTable('refreshTokens')
    .set({ sessionId: newId })
    .where('sessionId', '=', session.id)
    .execute();
}

/** How the user of a session proved who they are, and since when it goes on; undefined for one that is over. */
export function findProofs(
  db: Statements<Tables>,
  id: string,
): Promise<{ authenticationMethods: string[]; createdAt: Date } | undefined> {
  return db
    .selectFrom('sessions')
    .select(['authenticationMethods', 'createdAt'])
    .where('id', '=', id)
    .where('revokedAt', 'is', null)
    .executeTakeFirst();
}

/** Whose sessions end. */
export interface SessionSelection {
  readonly userId: string;
  /** Only this one. */
  readonly only?: string;
  /** All but this one. */
  readonly except?: string;
}

/** Ends sessions of a user: all of them, one, or all but one. */
export async function revokeSessions(
  db: Statements<Tables>,
  { userId, only, except }: SessionSelection,
  revokedAt: Date,
): Promise<void> {
  await db
    .updateTable('sessions')
    .set({ revokedAt })
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .$if(only !== undefined, (sessions) => sessions.where('id', '=', only ?? ''))
    .$if(except !== undefined, (sessions) => sessions.where('id', '<>', except ?? ''))
    .execute();
}

/** What has ended since a moment, in no particular order: sessions, and the secrets of machines, whose ids are sessions too. */
export async function findEnded(db: Statements<Tables>, since: Date): Promise<string[]> {
  const ended = await db
    .selectFrom('sessions')
    .select('id')
    .where('revokedAt', '>=', since)
    .unionAll(db.selectFrom('apiKeySecrets').select('id').where('revokedAt', '>=', since))
    .execute();
  return ended.map(({ id }) => id);
}

const shown = ['id', 'userAgent', 'createdAt', 'lastUsedAt'] as const;

/** A session as its user sees it. */
export type ShownSession = Readonly<Pick<Selectable<Tables['sessions']>, (typeof shown)[number]>>;

/** More than a person can look through. */
const maxListed = 100;

/** The sessions of a user that can still be renewed, the newest first, at most 100. */
export function listSessions(db: Statements<Tables>, userId: string, now: Date): Promise<ShownSession[]> {
  return db
    .selectFrom('sessions as session')
    .select(shown)
    .where('userId', '=', userId)
    .where('revokedAt', 'is', null)
    .where((eb) => isRenewable(eb, now))
    .orderBy('createdAt', 'desc')
    .limit(maxListed)
    .execute();
}

/** Whether a session has a refresh token that works. */
function isRenewable(eb: ExpressionBuilder<Tables & { session: Tables['sessions'] }, 'session'>, now: Date) {
  return eb.exists(
    eb
      .selectFrom('refreshTokens as token')
      .select('token.hash')
      .whereRef('token.sessionId', '=', 'session.id')
      .where('token.usedAt', 'is', null)
      .where('token.expiresAt', '>', now),
  );
}

/** Deletes sessions that ended before a moment, or began before it and have no token left, a batch of them. @returns how many */
export function purgeSessions(db: Statements<Tables>, before: Date, limit: number): Promise<number> {
  const old = db
    .selectFrom('sessions as session')
    .select('session.id')
    .where((eb) =>
      eb.or([
        eb('session.revokedAt', '<', before),
        eb.and([
          eb('session.createdAt', '<', before),
          eb.not(
            eb.exists(
              eb
                .selectFrom('refreshTokens as token')
                .select('token.hash')
                .whereRef('token.sessionId', '=', 'session.id'),
            ),
          ),
        ]),
      ]),
    );
  return deleteBatch(db, 'sessions', { key: 'id', old, limit, as: 'session' });
}

/** Calls whose statements `npm run check` prepares on the migrated schema. @public */
export const samples: StatementSample<Tables>[] = [(db) => purgeSessions(db, new Date(0), 1)];
