import { readdirSync } from 'node:fs';
import path from 'node:path';

/** What `read` returns of each file of a folder. One that goes meanwhile, as a mail is renamed once it is whole, is left out. */
export function eachFile<Value>(directory: string, read: (file: string) => Value): Value[] {
  return readdirSync(directory, { withFileTypes: true })
    .filter((file) => file.isFile())
    .flatMap(({ name }) => unlessGone(() => read(path.join(directory, name))));
}

function unlessGone<Value>(read: () => Value): Value[] {
  try {
    return [read()];
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}
