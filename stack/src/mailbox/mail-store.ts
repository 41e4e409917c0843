import { createHash, randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, rename, stat, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { privateDirectory } from '@cartwright/servers';
import { forEachOf } from '../processes/for-each-of.ts';
import { MailIndex } from './mail-index.ts';
import { parseMail, summaryOf, type Mail } from './mail.ts';

const filesAtOnce = 16;

/** The received mails, one `.eml` file each; a mail whose Message-ID is known is not stored again. */
export class MailStore {
  readonly #directory: string;
  #index: Promise<MailIndex> | undefined;

  constructor(directory: string) {
    this.#directory = directory;
    privateDirectory(directory);
  }

  /** Stores a raw mail and returns its id: the same one for the same Message-ID. */
  async add(raw: Buffer): Promise<string> {
    const mail = await parseMail({ id: '', receivedAt: new Date(), raw });
    const id = mailId(mail.messageId ?? randomUUID());
    const file = this.#file(id);
    if (existsSync(file)) return id;
    const unfinished = `${file}.${randomUUID()}`;
    await writeFile(unfinished, raw, { mode: 0o600 });
    await utimes(unfinished, mail.receivedAt, mail.receivedAt);
    await rename(unfinished, file);
    (await this.index()).enter(summaryOf({ ...mail, id }));
    return id;
  }

  /** The mail with the id, undefined when there is none. */
  async get(id: string): Promise<Mail | undefined> {
    const file = this.#file(id);
    if (!/^[0-9a-f]+$/.test(id) || !existsSync(file)) return undefined;
    const [raw, { mtime }] = await Promise.all([readFile(file), stat(file)]);
    return parseMail({ id, receivedAt: mtime, raw });
  }

  /** What lists show of all mails; the files are read once. */
  index(): Promise<MailIndex> {
    this.#index ??= this.#read();
    return this.#index;
  }

  async #read(): Promise<MailIndex> {
    const index = new MailIndex();
    const files = (await readdir(this.#directory)).filter((file) => file.endsWith('.eml'));
    await forEachOf(files, filesAtOnce, (file) => this.#enter(index, path.basename(file, '.eml')));
    return index;
  }

  async #enter(index: MailIndex, id: string): Promise<void> {
    const mail = await this.get(id);
    if (mail !== undefined) index.enter(summaryOf(mail));
  }

  #file(id: string): string {
    return path.join(this.#directory, `${id}.eml`);
  }
}

function mailId(messageId: string): string {
  return createHash('sha256').update(messageId).digest('hex').slice(0, 24);
}
