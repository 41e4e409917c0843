const preload = new URL('./shift-date.ts', import.meta.url).href;

/** Environment variables for a Node process whose clock is off by `offMs`; negative when it is behind. */
export function wrongClock(offMs: number): Readonly<Record<string, string>> {
  const options = process.env['NODE_OPTIONS'] ?? '';
  return { NODE_OPTIONS: `${options} --import=${preload}`.trim(), CLOCK_OFF_MS: String(offMs) };
}
