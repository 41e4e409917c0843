/** Sends a signal, as a promise for callers that expect one. */
export function signalled(
  target: { kill(signal: NodeJS.Signals): void },
  signal: NodeJS.Signals,
): Promise<void> {
  target.kill(signal);
  return Promise.resolve();
}
