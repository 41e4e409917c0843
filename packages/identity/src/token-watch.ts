import { atExpiry } from './at-expiry.ts';
import type { EndedSessions } from './ended-sessions.ts';
import type { TokenFault } from './token-fault.ts';
import type { Viewer } from './viewer.ts';

/** Why a token that was good speaks for nobody any more. */
export type TokenEnd = Extract<TokenFault, 'EXPIRED' | 'REVOKED'>;

/**
 * Calls back once, when a viewer's token expires or their session ends; the returned function cancels that. Nobody's token
 * never ends.
 */
export type WatchToken = (viewer: Viewer | null, onOver: (end: TokenEnd) => void) => () => void;

/** Watches the tokens of connections that outlive the request with which they were opened. */
export function tokenWatch(endedSessions: EndedSessions, now: () => Date): WatchToken {
  return (viewer, onOver) => {
    if (viewer === null) return () => undefined;
    const stop = (): void => {
      cancelExpiry();
      cancelEnd();
    };
    const over = (end: TokenEnd) => (): void => {
      stop();
      onOver(end);
    };
    const cancelExpiry = atExpiry(viewer.expiresAt, now(), over('EXPIRED'));
    const cancelEnd = endedSessions.onEnd(viewer.sessionId, over('REVOKED'));
    return stop;
  };
}
