import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Binary, ProgramName } from './binary.ts';
import { locateBinary } from './locate-binary.ts';

/** Lists the unpacked files that could be the program, with the environment in which they find their libraries. */
export function unpackedBinaries(name: ProgramName, cache: string): Binary[] {
  const root = path.join(cache, 'root');
  const env = { LD_LIBRARY_PATH: libraryDirectories(root).join(':') };
  return locateBinary(name, { searchPath: '', root }).map((file) => ({ file, env }));
}

/** /lib and /usr/lib, each with the directories named after an architecture (`x86_64-linux-gnu`). */
function libraryDirectories(root: string): string[] {
  return ['usr/lib', 'lib']
    .map((directory) => path.join(root, directory))
    .filter((directory) => existsSync(directory))
    .flatMap((directory) => [directory, ...architectures(directory)]);
}

function architectures(directory: string): string[] {
  return readdirSync(directory)
    .filter((entry) => entry.includes('-linux-'))
    .map((entry) => path.join(directory, entry));
}
