export { RequestError } from './ask.ts';
export { followOrder, type FollowOptions, type OrderStep } from './following/follow-order.ts';
export * from './generated/operations.ts';
export { askForPasskey } from './session/ask-for-passkey.ts';
export { createSession, type Session, type SessionOptions } from './session/session.ts';
export { memoryStorage, type TokenStorage } from './session/token-storage.ts';
export type { SessionChange } from './session/vault.ts';
export { createSocket, type SocketOptions } from './socket.ts';
