/** Sends a signal; for what does not wait. */
export function signalled(
  target: { kill(signal: NodeJS.Signals): void },
  signal: NodeJS.Signals,
): Promise<void> {
  target.kill(signal);
  return Promise.resolve();
}
