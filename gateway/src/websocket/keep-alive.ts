import type { WebSocket } from 'ws';

/** Pings a client in each interval, and cuts it off when it has not answered by the next. */
export function keepAlive(socket: WebSocket, intervalMs: number): void {
  let hasAnswered = true;
  socket.on('pong', () => (hasAnswered = true));
  const timer = setInterval(() => {
    if (!hasAnswered) {
      socket.terminate();
      return;
    }
    hasAnswered = false;
    if (socket.readyState === socket.OPEN) socket.ping();
  }, intervalMs);
  socket.once('close', () => clearInterval(timer));
}
