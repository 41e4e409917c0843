/** The same integers in every run, spread over the range, its two ends first (mulberry32). */
export function randomIntegers(min: number, max: number, count: number): number[] {
  let state = 0x9e3779b9;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return [min, max, ...Array.from({ length: count - 2 }, () => Math.floor(min + fraction() * (max - min)))];
}
