export { judgeAttempt, type AttemptCount, type AttemptPolicy, type JudgedAttempt } from './attempts.ts';
export { accessTokenTtlMs } from './access-token-ttl.ts';
export { isApiKey, newApiKey } from './api-key.ts';
export { createCartLinks, type CartLink, type CartLinks } from './cart-links.ts';
export { EndedSessionSet, rememberEndsMs, type EndedSessions } from './ended-sessions.ts';
export { endedSessionsPath, followEndedSessions, type FollowedSessions } from './follow-ended-sessions.ts';
export { isPermission, permissions, type Permission } from './permissions.ts';
export { createMessageSeal } from './message-seal.ts';
export { hashOpaqueToken, newOpaqueToken } from './opaque-token.ts';
export { createSeal, type Seal } from './seal.ts';
export { arrivedRequest, requireSignature, signatureRefusal } from './signing/require-signature.ts';
export { createRequestSigner, type Caller, type SignRequest } from './signing/sign-requests.ts';
export { createRequestVerifier, type VerifyRequest } from './signing/verify-requests.ts';
export { tokenFaultError, type TokenFault } from './token-fault.ts';
export {
  createTokenVerifier,
  tokenIssuer,
  tokenType,
  type TokenVerifier,
  type TokenVerifierOptions,
} from './token-verifier.ts';
export { tokenWatch, type TokenEnd, type WatchToken } from './token-watch.ts';
export {
  hasPermission,
  isOwn,
  maySee,
  optionalViewer,
  ownerIds,
  requireCustomer,
  requirePermission,
  requirePerson,
  requireViewer,
  type Role,
  type Viewer,
  type ViewerContext,
} from './viewer.ts';
export { judgeWebhook, signWebhook, webhookSignatureHeader } from './webhook-signature.ts';
