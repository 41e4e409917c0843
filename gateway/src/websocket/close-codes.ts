/** Why a socket is closed. https://github.com/enisdenjo/graphql-ws/blob/master/PROTOCOL.md */
export const closeCodes = {
  /** Not fatal to clients: they connect again, to another gateway. */
  goingAway: { code: 1001, reason: 'Going away' },
  tryAgainLater: { code: 1013, reason: 'Try again later' },
  /** Not fatal to clients: they connect again, with a fresh token. */
  tokenExpired: { code: 4403, reason: 'Token expired' },
  /** Signed out, here or elsewhere. Not fatal to clients either: they connect again, and are told that nobody is signed in. */
  sessionEnded: { code: 4403, reason: 'Session ended' },
  /** A client that does not keep up with its events. Not fatal: clients reconnect, and continue after the last version. */
  tooSlow: { code: 4413, reason: 'Too slow' },
  /** Not fatal either, after a while. */
  tooManyMessages: { code: 4429, reason: 'Too many messages' },
  tooManyConnections: { code: 4429, reason: 'Too many connections' },
} as const;
