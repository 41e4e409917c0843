import { expect, it } from 'vitest';
import { defineCommand, wholeNumber } from './mod.ts';

/** What a command prints and how it ends, without ending this process. */
function run(...args: string[]) {
  let output = '';
  const write = (text: string): void => {
    output += text;
  };
  const command = defineCommand('npm start --', 'Opens the store.')
    .option('--port <n>', 'the gateway’s port', wholeNumber({ max: 65_535 }))
    .option('--orders <n>', 'how many', wholeNumber(), 20)
    .exitOverride()
    .configureOutput({ writeOut: write, writeErr: write });
  try {
    return { options: command.parse(args, { from: 'user' }).opts(), output };
  } catch {
    return { output };
  }
}

it('reads options, with their defaults', () => {
  expect(run('--port', '4500').options).toEqual({ port: 4500, orders: 20 });
  expect(run('--orders=1_000,000').options).toEqual({ orders: 1_000_000 });
});

it.each([
  [
    ['--port', '70000'],
    "option '--port <n>' argument '70000' is invalid. A whole number from 1 to 65535 is expected.",
  ],
  [['--orders', 'x'], "option '--orders <n>' argument 'x' is invalid. A whole number from 1 up is expected."],
  [['--orders', '0'], 'A whole number from 1 up'],
  [['--orders', '1.5'], 'A whole number from 1 up'],
  [['--orders', '0x10'], 'A whole number from 1 up'],
  [['--orders'], "option '--orders <n>' argument missing"],
  [['--port=1', 'extra'], 'too many arguments'],
  [['--verbose'], "unknown option '--verbose'"],
])('%j is answered in a sentence, with how to use the command', (args, sentence) => {
  const { options, output } = run(...args);
  expect(options).toBeUndefined();
  expect(output).toContain(sentence);
  expect(output).toMatch(/Usage: npm start -- \[options\][^]*--port <n> +the gateway’s port/);
});

it('explains itself', () => {
  expect(run('--help').output).toContain('Opens the store.');
});
