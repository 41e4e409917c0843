import type { PrismaClient } from '../generated/prisma/client.ts';
import type { Transaction } from './transaction.ts';

/** A session that goes on. */
export interface LiveSession {
  readonly id: string;
  readonly userId: string;
  readonly guestId: string | null;
}

/** A refresh token as it is stored: its hash, and until when it works. */
export interface StoredToken {
  readonly hash: string;
  readonly expiresAt: Date;
}

/** What became of presenting a refresh token. */
export type TokenUse = { kind: 'fresh'; session: LiveSession } | { kind: 'unusable' };

/** Sessions and their refresh tokens, as they are stored. */
export interface Sessions {
  readonly start: (tx: Transaction, session: LiveSession, token: StoredToken) => Promise<void>;
  readonly addToken: (tx: Transaction, sessionId: string, token: StoredToken) => Promise<void>;
  /** Uses a token up. One that was used before ends its whole session (RFC 9700, 4.14.2). */
  readonly useToken: (tx: Transaction, hash: string, now: Date) => Promise<TokenUse>;
  /** Ends all sessions of a user that go on. */
  readonly endAllOf: (tx: Transaction, userId: string, now: Date) => Promise<void>;
  /** Ends the session that a token belongs to, if there is one. */
  readonly endByToken: (hash: string, now: Date) => Promise<void>;
}

/** Sessions in PostgreSQL. */
export function createSessions(prisma: PrismaClient): Sessions {
  return {
    start: async (tx, session, token) => {
      await tx.session.create({ data: { ...session, tokens: { create: token } } });
    },
    addToken: async (tx, sessionId, token) => {
      await tx.refreshToken.create({ data: { ...token, sessionId } });
    },
    useToken,
    endAllOf: async (tx, userId, revokedAt) => {
      await tx.session.updateMany({ where: { userId, revokedAt: null }, data: { revokedAt } });
    },
    endByToken: async (hash, revokedAt) => {
      await prisma.session.updateMany({
        where: { tokens: { some: { hash } }, revokedAt: null },
        data: { revokedAt },
      });
    },
  };
}

async function useToken(tx: Transaction, hash: string, now: Date): Promise<TokenUse> {
  const used = await tx.refreshToken.updateMany({
    where: { hash, usedAt: null, expiresAt: { gt: now }, session: { revokedAt: null } },
    data: { usedAt: now },
  });
  const token = await tx.refreshToken.findUnique({ where: { hash }, include: { session: true } });
  if (token === null) return { kind: 'unusable' };
  if (used.count === 0) {
    if (token.usedAt !== null) {
      await tx.session.updateMany({
        where: { id: token.sessionId, revokedAt: null },
        data: { revokedAt: now },
      });
    }
    return { kind: 'unusable' };
  }
  const { id, userId, guestId } = token.session;
  return { kind: 'fresh', session: { id, userId, guestId } };
}
