import { Command, InvalidArgumentError } from 'commander';

/**
 * A command as it is typed: `npm start --`. `command.parse(args, { from: 'user' }).opts()` reads its arguments; a mistake is told in a
 * sentence, with how the command is used, and ends the process with 1. `--help` shows what it does.
 */
export function defineCommand(typed: string, description: string): Command {
  return new Command(typed)
    .description(description)
    .showHelpAfterError()
    .configureOutput({ outputError: (text, write) => write(text.replace(/^error: /, '')) });
}

/** Reads a whole number, in which `_` and `,` may group digits. */
export function wholeNumber({ min = 1, max = Number.MAX_SAFE_INTEGER } = {}): (text: string) => number {
  const range = max === Number.MAX_SAFE_INTEGER ? `from ${min} up` : `from ${min} to ${max}`;
  return (text) => {
    const value = /^\d[\d_,]*$/.test(text) ? Number(text.replaceAll(/[_,]/g, '')) : Number.NaN;
    if (value >= min && value <= max) return value;
    throw new InvalidArgumentError(`A whole number ${range} is expected.`);
  };
}

/** Reads one of some words. */
export function oneOf(words: readonly string[]): (text: string) => string {
  return (text) => {
    if (words.includes(text)) return text;
    throw new InvalidArgumentError(`One of these is expected: ${words.join(', ')}.`);
  };
}

/** Reads what a function reads, which throws an Error that says what is wrong. */
export function valueOf<Value>(read: (text: string) => Value): (text: string) => Value {
  return (text) => {
    try {
      return read(text);
    } catch (error) {
      throw new InvalidArgumentError(error instanceof Error ? error.message : String(error));
    }
  };
}
