import { fstatSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import type { DestinationStream } from 'pino';

/** How much may wait for a reader that does not read. */
const maxWaitingBytes = 1024 * 1024;

/**
 * Writes log lines to a file descriptor at once, so that the last ones before an exit or a kill are there, and in their
 * order. No work waits or fails for a log: what a full disk or a reader that has stalled does not take is dropped, and
 * how much that was is said as soon as it takes something again.
 */
export function openLogDestination(fd = 1): DestinationStream {
  const attempt = isRead(fd) ? writeToReader(fd) : writeToFile(fd);
  let dropped = 0;
  return {
    write: (line) => {
      if (dropped > 0 && attempt(droppedLine(dropped))) dropped = 0;
      if (!attempt(line)) dropped += 1;
    },
  };
}

/** Tries to write a line; gives whether it will be there. */
type Attempt = (line: string) => boolean;

function isRead(fd: number): boolean {
  const stats = fstatSync(fd);
  return stats.isFIFO() || stats.isSocket();
}

/** A socket writes at once what its reader has room for, and does not block for the rest as a descriptor would. */
function writeToReader(fd: number): Attempt {
  const socket = new Socket({ fd, readable: false, writable: true });
  socket.on('error', () => undefined); // nobody reads any more
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
