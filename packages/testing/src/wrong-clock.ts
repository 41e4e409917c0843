const preload = new URL('./shift-date.ts', import.meta.url).href;

/** The variables with which a Node process starts whose clock is off by so much; negative when it is behind. */
export function wrongClock(offMs: number): Readonly<Record<string, string>> {
  const options = process.env['NODE_OPTIONS'] ?? '';
  return { NODE_OPTIONS: `${options} --import=${preload}`.trim(), CLOCK_OFF_MS: String(offMs) };
}
