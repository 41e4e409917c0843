import { fstatSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import type { DestinationStream } from 'pino';

/** How many bytes may wait for a reader that does not keep up. */
const maxWaitingBytes = 1024 * 1024;
const standardOutput = 1;

/**
 * Writes log lines to standard output at once and in order, so that the last ones before an exit or a kill are not lost.
 * Logging never blocks or fails other work: lines that a full disk or a stalled reader does not take are dropped, and
 * their number is logged as soon as lines can be written again.
 */
export function openLogDestination(): DestinationStream {
  const attempt = hasReader(standardOutput) ? writeToReader(standardOutput) : writeToFile(standardOutput);
  let dropped = 0;
  return {
    write: (line) => {
      if (dropped > 0 && attempt(droppedLine(dropped))) dropped = 0;
      if (!attempt(line)) dropped += 1;
    },
  };
}

/** Tries to write a line; false when the line is not taken. */
type Attempt = (line: string) => boolean;

/** A pipe or a socket, which another process reads. */
function hasReader(fd: number): boolean {
  const stats = fstatSync(fd);
  return stats.isFIFO() || stats.isSocket();
}

/** A socket writes at once what fits into the reader's buffer, and does not block for the rest as a descriptor would. */
function writeToReader(fd: number): Attempt {
  const socket = new Socket({ fd, readable: false, writable: true });
  socket.on('error', () => undefined); // the reader has gone: lines are dropped
  return (line) => {
    if (!socket.writable || socket.writableLength > maxWaitingBytes) return false;
    socket.write(line);
    return true;
  };
}

function writeToFile(fd: number): Attempt {
  return (line) => {
    try {
      writeSync(fd, line);
      return true;
    } catch {
      return false;
    }
  };
}

function droppedLine(count: number): string {
  return `${JSON.stringify({ level: 40, time: Date.now(), msg: `${count} log lines were dropped` })}\n`;
}
