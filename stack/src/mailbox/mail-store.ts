import { createHash, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseMail, type Mail } from './mail.ts';

/** The received mails, one `.eml` file each; a mail whose Message-ID is known is not stored again. */
export class MailStore {
  readonly #directory: string;
  readonly #parsed = new Map<string, Mail>();

  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true });
  }

  /** Stores a raw mail and returns its id: the same one for the same Message-ID. */
  async add(raw: Buffer): Promise<string> {
    const { messageId } = await parseMail({ id: '', receivedAt: new Date(), raw });
    const id = mailId(messageId ?? randomUUID());
    const file = this.#file(id);
    if (existsSync(file)) return id;
    const unfinished = `${file}.${randomUUID()}`;
    await writeFile(unfinished, raw);
    await rename(unfinished, file);
    return id;
  }

  /** The mail with the id, undefined when there is none. */
  async get(id: string): Promise<Mail | undefined> {
    const known = this.#parsed.get(id);
    if (known) return known;
    const file = this.#file(id);
    if (!/^[0-9a-f]+$/.test(id) || !existsSync(file)) return undefined;
    const [raw, { mtime }] = await Promise.all([readFile(file), stat(file)]);
    const mail = await parseMail({ id, receivedAt: mtime, raw });
    this.#parsed.set(id, mail);
    return mail;
  }

  /** All mails, newest first. */
  async list(): Promise<Mail[]> {
    const files = (await readdir(this.#directory)).filter((file) => file.endsWith('.eml'));
    const mails = await Promise.all(files.map((file) => this.get(path.basename(file, '.eml'))));
    return mails
      .filter((mail) => mail !== undefined)
      .sort((left, right) => right.receivedAt.getTime() - left.receivedAt.getTime());
  }

  #file(id: string): string {
    return path.join(this.#directory, `${id}.eml`);
  }
}

function mailId(messageId: string): string {
  return createHash('sha256').update(messageId).digest('hex').slice(0, 24);
}
