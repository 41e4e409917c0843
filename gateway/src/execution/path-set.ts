import type { ResponsePath } from './response-path.ts';

/** Paths of an answer, to find out whether others lie on them, in time that does not grow with their number. */
export class PathSet {
  readonly #paths = new Set<string>();
  readonly #starts = new Set<string>();

  constructor(paths: readonly ResponsePath[]) {
    for (const path of paths) {
      this.#paths.add(keyOf(path));
      for (const start of startsOf(path)) this.#starts.add(start);
    }
  }

  /** The longest of the paths that is this one or leads to it. */
  longestStartOf(path: ResponsePath): ResponsePath | undefined {
    if (this.#paths.size === 0) return undefined;
    const length = startsOf(path).findLastIndex((start) => this.#paths.has(start));
    return length === -1 ? undefined : path.slice(0, length);
  }

  /** Whether one of the paths is this one, leads to it or begins with it. */
  touches(path: ResponsePath): boolean {
    return this.longestStartOf(path) !== undefined || this.#starts.has(keyOf(path));
  }
}

function startsOf(path: ResponsePath): string[] {
  return Array.from({ length: path.length + 1 }, (_, length) => keyOf(path.slice(0, length)));
}

/** A path as text: the same text, the same path. */
export function keyOf(path: ResponsePath): string {
  return JSON.stringify(path);
}
