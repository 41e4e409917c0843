import { watch } from 'node:fs';
import { basename, dirname } from 'node:path';

const settleMs = 100;

/**
 * Calls `onChange` after the file was written or replaced, once per burst of changes.
 *
 * The directory is watched, not the file: a file that is replaced by a rename would go on being watched under
 * its old inode.
 */
export function watchSupergraph(file: string, onChange: () => void): { stop(): void } {
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(dirname(file), { persistent: false }, (_event, changed) => {
    if (changed !== basename(file)) return;
    clearTimeout(timer);
    timer = setTimeout(onChange, settleMs);
  });
  return {
    stop() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}
