import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const neededMajor = 24;

/** What to tell somebody whose Node is too old; undefined when it will do. */
export function olderNodeMessage(version, minimum) {
  if (Number(version.split('.')[0]) >= minimum) return undefined;
  return `Cartwright needs Node ${minimum} or newer; this is ${version}. Install Node ${neededMajor} from https://nodejs.org (or with your version manager) and run the same command again.`;
}

/** The Node that runs the store: the one in the lockfile where it fits this machine, else the one that runs this. */
export function runtime(root, { execPath, versions }) {
  const locked = path.join(root, 'node_modules/.bin/node');
  if (existsSync(locked) && runs(locked)) return { file: locked };
  const problem = olderNodeMessage(versions.node, neededMajor);
  return problem ? { problem } : { file: execPath };
}

function runs(file) {
  try {
    execFileSync(file, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false; // for example glibc's binary on a system with musl
  }
}
