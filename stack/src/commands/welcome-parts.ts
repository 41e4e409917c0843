import path from 'node:path';
import pc from 'picocolors';

/** Lines of a title and a value each. */
export function entries(lines: Readonly<Record<string, string>>): string[] {
  return Object.entries(lines).map(([title, value]) => `  ${pc.dim(title.padEnd(10))} ${pc.cyan(value)}`);
}

/** A path as somebody in this directory types it. */
export function relativePath(file: string): string {
  return path.relative(process.cwd(), file) || '.';
}
