export { atExpiry } from './at-expiry.ts';
export { requireSignature, type SignaturePolicy } from './require-signature.ts';
export { judgeSignature, signatureHeader, signRequest, verifySignature } from './signature.ts';
export { tokenFaultError, type TokenFault } from './token-fault.ts';
export {
  createTokenVerifier,
  tokenIssuer,
  type TokenVerifier,
  type TokenVerifierOptions,
} from './token-verifier.ts';
export {
  maySee,
  optionalViewer,
  ownerIds,
  requireCustomer,
  requireStaff,
  requireViewer,
  type Role,
  type Viewer,
  type ViewerContext,
} from './viewer.ts';
