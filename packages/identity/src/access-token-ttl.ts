/** How long an access token is good, in milliseconds: 15 minutes. */
export const accessTokenTtlMs = 15 * 60_000;
