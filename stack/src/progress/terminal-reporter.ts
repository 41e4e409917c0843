import pc from 'picocolors';
import type { Reporter } from './reporter.ts';

/** Prints each step on a line of its own: ✓ or ✗, its title, its seconds; in colour on a terminal. */
export function terminalReporter(stream: NodeJS.WriteStream): Reporter {
  let current: string | undefined;
  const clear = (): void => {
    if (stream.isTTY && current !== undefined) stream.write('\r\u001b[2K');
  };
  const draw = (): void => {
    if (stream.isTTY && current !== undefined) stream.write(pc.dim(`… ${current}`));
  };
  const print = (line: string): void => {
    clear();
    stream.write(`${line}\n`);
  };
  return {
    async step(title, work) {
      const started = performance.now();
      current = title;
      draw();
      const finish = (mark: string): void => {
        print(`${mark} ${title} ${pc.dim(seconds(performance.now() - started))}`);
        current = undefined;
      };
      try {
        const result = await work();
        finish(pc.green('✓'));
        return result;
      } catch (error) {
        finish(pc.red('✗'));
        throw error;
      }
    },
    note(text) {
      print(pc.dim(`  ${text}`));
      draw();
    },
  };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
