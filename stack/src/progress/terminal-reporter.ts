import pc from 'picocolors';
import { ProgressBars } from './progress-bars.ts';
import type { Reporter, TellProgress } from './reporter.ts';

/**
 * Prints each step on a line of its own: ✓ or ✗, its title, its seconds; in colour on a terminal. How far a step is shows as a bar
 * there, and as a line for each tenth elsewhere.
 */
export function terminalReporter(stream: NodeJS.WriteStream): Reporter {
  const underWay = new Map<string, ProgressBars>();
  const print = (line: string): void => {
    if (stream.isTTY) stream.write('\r\u001b[2K');
    stream.write(`${line}\n`);
    draw();
  };
  const draw = (): void => {
    if (stream.isTTY && underWay.size > 0)
      stream.write(pc.dim(`\r\u001b[2K… ${[...underWay].map(describe).join(', ')}`));
  };
  const tellIn = (title: string): TellProgress => {
    return (part, done, of) => {
      const bars = underWay.get(title);
      const isWorthALine = bars?.tell(part, done, of) === true;
      if (stream.isTTY) draw();
      else if (bars !== undefined && isWorthALine) print(`  ${title}: ${bars.textOf(part)}`);
    };
  };
  return {
    async step(title, work) {
      const started = performance.now();
      underWay.set(title, new ProgressBars());
      draw();
      const finish = (mark: string): void => {
        underWay.delete(title);
        print(`${mark} ${title} ${pc.dim(seconds(performance.now() - started))}`);
      };
      try {
        const result = await work(tellIn(title));
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

function describe([title, bars]: [string, ProgressBars]): string {
  const drawn = bars.draw();
  return drawn === '' ? title : `${title}: ${drawn}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
