import pc from 'picocolors';
import type { Reporter } from './reporter.ts';

/** Prints each step on a line of its own: ✓ or ✗, its title, its seconds; in colour on a terminal. */
export function terminalReporter(stream: NodeJS.WriteStream): Reporter {
  const underWay = new Set<string>();
  const print = (line: string): void => {
    if (stream.isTTY) stream.write('\r\u001b[2K');
    stream.write(`${line}\n`);
    draw();
  };
  const draw = (): void => {
    if (stream.isTTY && underWay.size > 0) stream.write(pc.dim(`\r\u001b[2K… ${[...underWay].join(', ')}`));
  };
  return {
    async step(title, work) {
      const started = performance.now();
      underWay.add(title);
      draw();
      const finish = (mark: string): void => {
        underWay.delete(title);
        print(`${mark} ${title} ${pc.dim(seconds(performance.now() - started))}`);
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
    note: (text) => print(pc.dim(`  ${text}`)),
  };
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
