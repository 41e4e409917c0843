/** The message of anything that was thrown, in one line. */
export function errorMessage(error: unknown): string {
  if (error instanceof Error) return error.message.replaceAll(/\s+/g, ' ').trim() || error.name;
  return typeof error === 'string' ? error : 'unknown reason';
}
