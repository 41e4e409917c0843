/** How often a mail is tried before it is given up: over about two days. */
export const maximumAttempts = 24;

/** How long one attempt may take before another sender takes over. */
export const leaseSeconds = 60;

/**
 * When to try again after the n-th failed attempt: 2 s, 4 s, 8 s … up to three hours.
 * @returns null when it is time to give up
 */
export function retryDelaySeconds(attempts: number): number | null {
  if (attempts >= maximumAttempts) return null;
  return Math.min(2 ** attempts, 3 * 60 * 60);
}

/** Whether a mail server refused for good: a 5xx reply to the recipient or the content (RFC 5321, 4.2.1). */
export function isPermanentRefusal(responseCode: number | undefined): boolean {
  return responseCode !== undefined && responseCode >= 550 && responseCode < 560;
}
