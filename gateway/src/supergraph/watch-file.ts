import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

const debounceMs = 100;

/**
 * Calls `onChange` after the file was written or replaced, once per burst of changes.
 *
 * Watches the directory, not the file: after a rename, a watch on the file would still follow the old inode.
 */
export function watchFile(file: string, onChange: () => void): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(dirname(file), { persistent: false }, (_event, changed) => {
    if (changed !== basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, debounceMs);
  });
  return {
    stop() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
