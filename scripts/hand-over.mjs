import { spawn } from 'node:child_process';
import path from 'node:path';
import { clearInterval, setInterval } from 'node:timers';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs the script in a child that takes over the terminal, passes every signal on to it, and ends as it ends. The child
 * sees by its closed channel when this process dies in another way.
 */
export function handOver({ root, node, script, args }) {
  const bin = path.join(root, 'node_modules/.bin');
  const child = spawn(node, [path.join(root, script), ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { ...process.env, PATH: `${bin}${path.delimiter}${process.env.PATH ?? ''}` },
  });
  for (const signal of signals) process.on(signal, () => child.kill(signal));
  if (process.env.npm_lifecycle_event) endWithParent(child);
  child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
}

/** npm does not pass on every signal that ends it. */
function endWithParent(child) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill('SIGHUP');
  }, 1000);
  watch.unref();
}
