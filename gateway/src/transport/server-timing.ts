/** How many milliseconds a request waited before it was begun, where `Server-Timing` tells. https://www.w3.org/TR/server-timing/ */
export function waitIn(timing: string): number | undefined {
  return timing.startsWith('wait;dur=') ? Number.parseFloat(timing.slice(9)) : undefined;
}
