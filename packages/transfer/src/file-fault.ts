/** A file cannot be read any further; the message says to whoever sent it why, and where. */
export class FileFault extends Error {
  override readonly name = 'FileFault';
}
