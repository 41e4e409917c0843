/** The first dotted number in a program's `--version` output, as numbers. */
export function parseVersion(text: string): number[] {
  const found = /(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(text);
  return found ? found.slice(1).map((part: string | undefined) => Number(part ?? 0)) : [];
}

/** Compares the version in a program's `--version` output with a minimum such as `2.10.0`. */
export function isAtLeast(text: string, minimum: string): boolean {
  const actual = parseVersion(text);
  const wanted = parseVersion(minimum);
  const differing = wanted.findIndex((part, index) => part !== (actual[index] ?? 0));
  return differing === -1 || (actual[differing] ?? 0) > (wanted[differing] ?? 0);
}
