/** Whoever repeats these tries to find out what others know, or has mail sent to them. */
export const guessableFields: ReadonlySet<string> = new Set([
  'sessionCreate',
  'sessionSecondFactorConfirm',
  'customerRegister',
  'customerEmailVerificationLinkSend',
  'customerEmailVerify',
  'customerEmailChangeLinkSend',
  'customerEmailChange',
  'customerEmailChangeUndo',
  'customerPasswordChange',
  'customerPasswordReset',
  'customerPasswordResetLinkSend',
  'orderLookup',
  'orderAccessLinkSend',
  'orderByAccessToken',
  'staffInvitationAccept',
  'apiKeySessionCreate',
]);
