import pc from 'picocolors';
import { readableLogLine } from './readable-log-line.ts';
import { logTail, ServiceFailure } from '@cartwright/servers';

/** What failed, why, the end of its log, and what to do about it. */
export function describeFailure(error: unknown): string {
  const lines = [pc.red(errorText(error)), ...causes(error)];
  if (error instanceof ServiceFailure) lines.push(...details(error));
  return lines.join('\n');
}

function errorText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function causes(error: unknown): string[] {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? [] : [pc.dim(`  because: ${errorText(cause)}`), ...causes(cause)];
}

function details({ logFile, advice }: ServiceFailure): string[] {
  const tail = logFile === undefined ? '' : logTail(logFile);
  return [
    ...(tail
      ? ['', pc.dim('The end of its log:'), ...tail.split('\n').map((line) => `  ${readableLogLine(line)}`)]
      : []),
    ...(logFile === undefined ? [] : ['', `The whole log: ${logFile}`]),
    ...(advice === undefined ? [] : ['', advice]),
  ];
}
