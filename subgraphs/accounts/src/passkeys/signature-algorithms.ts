/** With what a passkey may sign: Ed25519, ES256 or RS256, as COSE numbers them. */
export const signatureAlgorithms = [-8, -7, -257] as const;
